import {
  CreateProduct,
  CreateProducts,
  FindProductByBarcode,
  GetProduct,
  ListPrices,
  ListProducts,
  PricePage,
  Product,
  ProductPage,
  Products,
  ProductsChanged,
  ProductState,
  UpdateProduct,
  UpdateProducts,
} from "@daybook/contract/products";
import { createProduct, createProducts } from "@daybook/core/products/create-product";
import { listPrices } from "@daybook/core/products/prices";
import { deactivateProduct, reactivateProduct } from "@daybook/core/products/product-state";
import { findProductByBarcode, getProduct, listProducts } from "@daybook/core/products/products";
import { updateProduct, updateProducts } from "@daybook/core/products/update-product";
import { productColumns } from "../csv-columns.ts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("products.read");
const edits = () => can("products.write");

const DEPOSIT_REFUSALS = ["not_a_deposit", "deposit_needs_pieces"] as const;

export const products = router({
  list: sees()
    .meta(
      get("/products", {
        summary: "List products",
        description:
          "Quantities are those of `locationId` and everything inside it, or of the whole shop.",
        refuses: ["not_found"],
        csv: productColumns,
      }),
    )
    .input(ListProducts)
    .output(ProductPage)
    .query(reads(listProducts)),
  get: sees()
    .meta(get("/products/{id}", { summary: "Get a product", refuses: ["not_found"] }))
    .input(GetProduct)
    .output(Product)
    .query(reads(getProduct)),
  byBarcode: sees()
    .meta(
      get("/products/by-barcode/{code}", {
        summary: "Find the product of a barcode",
        description:
          "Finds inactive products too, and those of labels with a price or weight and of GS1 codes.",
        refuses: ["not_found", "several_products", "label_refused"],
      }),
    )
    .input(FindProductByBarcode)
    .output(Product)
    .query(reads(findProductByBarcode)),
  create: edits()
    .meta(
      post("/products", {
        summary: "Add a product",
        description: "Without `sku` it gets the next one of the shop's pattern.",
        refuses: ["duplicate", "not_found", "inactive", ...DEPOSIT_REFUSALS],
      }),
    )
    .input(CreateProduct)
    .output(Product)
    .mutation(once(createProduct)),
  createMany: edits()
    .meta(
      post("/products/bulk", {
        summary: "Add many products",
        description: "Adds all of them or, where one is refused, none.",
        refuses: ["duplicate", "not_found", "inactive", ...DEPOSIT_REFUSALS],
      }),
    )
    .input(CreateProducts)
    .output(Products)
    .mutation(once(createProducts)),
  update: edits()
    .meta(
      patch("/products/{id}", {
        summary: "Change a product",
        description: "A list that is given replaces the old one.",
        refuses: ["not_found", "stale_version", "duplicate", "inactive", ...DEPOSIT_REFUSALS],
      }),
    )
    .input(UpdateProduct)
    .output(Product)
    .mutation(once(updateProduct)),
  updateMany: edits()
    .meta(
      patch("/products/bulk", {
        summary: "Change many products",
        description: "Changes all of them or, where one is refused, none.",
        refuses: ["not_found", "stale_version", "duplicate", "inactive"],
      }),
    )
    .input(UpdateProducts)
    .output(ProductsChanged)
    .mutation(once(updateProducts)),
  deactivate: edits()
    .meta(
      post("/products/{id}/deactivate", {
        summary: "Deactivate a product",
        description: "Its stock and history stay as they are.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(ProductState)
    .output(Product)
    .mutation(once(deactivateProduct)),
  reactivate: edits()
    .meta(
      post("/products/{id}/reactivate", {
        summary: "Reactivate a product",
        refuses: ["not_found", "stale_version", "inactive"],
      }),
    )
    .input(ProductState)
    .output(Product)
    .mutation(once(reactivateProduct)),
  prices: sees()
    .meta(
      get("/products/{productId}/prices", {
        summary: "List the prices a product has had",
        description: "Newest first.",
        refuses: ["not_found"],
      }),
    )
    .input(ListPrices)
    .output(PricePage)
    .query(reads(listPrices)),
});
