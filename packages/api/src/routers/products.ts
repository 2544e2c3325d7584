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

export const products = router({
  list: sees()
    .meta(get("/products", { csv: productColumns }))
    .input(ListProducts)
    .output(ProductPage)
    .query(reads(listProducts)),
  get: sees()
    .meta(get("/products/{id}"))
    .input(GetProduct)
    .output(Product)
    .query(reads(getProduct)),
  byBarcode: sees()
    .meta(get("/products/by-barcode/{code}"))
    .input(FindProductByBarcode)
    .output(Product)
    .query(reads(findProductByBarcode)),
  create: edits()
    .meta(post("/products"))
    .input(CreateProduct)
    .output(Product)
    .mutation(once(createProduct)),
  createMany: edits()
    .meta(post("/products/bulk"))
    .input(CreateProducts)
    .output(Products)
    .mutation(once(createProducts)),
  update: edits()
    .meta(patch("/products/{id}"))
    .input(UpdateProduct)
    .output(Product)
    .mutation(once(updateProduct)),
  updateMany: edits()
    .meta(patch("/products/bulk"))
    .input(UpdateProducts)
    .output(ProductsChanged)
    .mutation(once(updateProducts)),
  deactivate: edits()
    .meta(post("/products/{id}/deactivate"))
    .input(ProductState)
    .output(Product)
    .mutation(once(deactivateProduct)),
  reactivate: edits()
    .meta(post("/products/{id}/reactivate"))
    .input(ProductState)
    .output(Product)
    .mutation(once(reactivateProduct)),
  prices: sees()
    .meta(get("/products/{productId}/prices"))
    .input(ListPrices)
    .output(PricePage)
    .query(reads(listPrices)),
});
