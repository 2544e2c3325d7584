import { newId } from "@daybook/contract/uuid";
import { CreateProduct, CreateProducts, NewProduct, Product } from "@daybook/contract/products";
import { milli, pieces } from "@daybook/contract/quantity";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import { createProduct, createProducts } from "./create-product.ts";
import { getProduct } from "./products.ts";

const newProduct = (fields: Record<string, unknown>) =>
  CreateProduct.parse({ key: newId(), name: "Mug", priceMinor: 999, ...fields });

describe("creating a product", () => {
  test("[C1] a product is read back as it was created", async () => {
    const shop = await createTestShop();
    const made = await shop.write((ctx) =>
      createProduct(
        ctx,
        newProduct({ sku: "MUG-1", description: "Blue", barcodes: ["4006381333931"] }),
      ),
    );
    const read = await shop.read((ctx) => getProduct(ctx, { id: made.id }));
    expect(read).toEqual(made);
    expect(Product.parse(read)).toEqual(read);
    expect(read).toMatchObject({
      sku: "MUG-1",
      name: "Mug",
      description: "Blue",
      category: null,
      unit: "each",
      quantityStepMilli: pieces(1),
      priceMinor: 999,
      basisMilli: 1000,
      onHandMilli: 0,
      stockState: "ok",
      active: true,
      version: 1,
      taxClass: { name: "Standard" },
      barcodes: [{ code: "04006381333931", shown: "4006381333931", symbology: "ean13" }],
      createdAt: "2026-03-02T10:00:00.000Z",
    });
  });

  test("[C2] a SKU must be unique, ignoring case, and the refusal names the product that has it", async () => {
    const shop = await createTestShop().withProduct("MUG");
    await expect(
      shop.write((ctx) => createProduct(ctx, newProduct({ sku: "mug" }))),
    ).rejects.toMatchObject({
      code: "duplicate",
      details: { field: "sku", value: "mug", existingId: shop.productId("MUG") },
      fieldErrors: { sku: [{ code: "duplicate", details: { value: "mug", existingName: "MUG" } }] },
    });
  });

  test("[fault G18] the refusal of a barcode names the product that has it", async () => {
    const barcodes = ["4006381333931"];
    const shop = await createTestShop().withProduct("MUG", { input: { barcodes } });
    await expect(
      shop.write((ctx) => createProduct(ctx, newProduct({ sku: "CUP", barcodes }))),
    ).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: shop.productId("MUG"), existingName: "MUG" },
      fieldErrors: {
        "barcodes.0": [
          { code: "duplicate", details: { value: "4006381333931", existingName: "MUG" } },
        ],
      },
    });
  });

  test("[C2] of two products created with one SKU at the same moment exactly one is saved", async () => {
    const shop = await createTestShop();
    const results = await Promise.allSettled(
      ["CUP", "cup"].map((sku) => shop.write((ctx) => createProduct(ctx, newProduct({ sku })))),
    );
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "duplicate",
      fieldErrors: { sku: [{ code: "duplicate" }] },
    });
  });

  test("[C1] products may have the same name", async () => {
    const shop = await createTestShop()
      .withProduct("A", { name: "Mug" })
      .withProduct("B", { name: "Mug" });
    expect(shop.productId("A")).not.toBe(shop.productId("B"));
  });

  test("[C1] a product without a SKU gets the next free number of the shop's pattern", async () => {
    const shop = await createTestShop();
    const skus: string[] = [];
    for (let n = 0; n < 5; n++) {
      skus.push((await shop.write((ctx) => createProduct(ctx, newProduct({})))).sku);
    }
    expect(skus).toEqual(["P-0001", "P-0002", "P-0003", "P-0004", "P-0005"]);
  });

  test("[C1] products created at the same moment get different numbers", async () => {
    const shop = await createTestShop();
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => shop.write((ctx) => createProduct(ctx, newProduct({})))),
    );
    expect(made.map((product) => product.sku).toSorted()).toEqual([
      "P-0001",
      "P-0002",
      "P-0003",
      "P-0004",
    ]);
  });

  test("[C1] the quantity step of a unit applies unless the product has its own", async () => {
    const shop = await createTestShop();
    const cheese = await shop.write((ctx) => createProduct(ctx, newProduct({ unit: "kg" })));
    const rope = await shop.write((ctx) =>
      createProduct(ctx, newProduct({ unit: "m", quantityStepMilli: 500 })),
    );
    expect([cheese.quantityStepMilli, rope.quantityStepMilli]).toEqual([milli(1), milli(500)]);
  });
});

describe("barcodes", () => {
  test("[C9] all errors of the barcodes are reported at once, each at its own field", async () => {
    const shop = await createTestShop().withProduct("TEA", {
      input: { barcodes: ["036000291452"] },
    });
    const work = shop.write((ctx) =>
      createProduct(
        ctx,
        // The third is the first one's UPC-A written as an EAN-13.
        newProduct({
          sku: "TEA",
          barcodes: ["4006381333932", "shelf-7", "0036000291452", "SHELF-7"],
        }),
      ),
    );
    await expect(work).rejects.toMatchObject({
      fieldErrors: {
        sku: [{ code: "duplicate" }],
        "barcodes.2": [{ code: "duplicate" }],
        "barcodes.3": [{ code: "duplicate" }],
      },
    });
  });

  test("[C9] of two products created with one barcode at the same moment exactly one is saved", async () => {
    const shop = await createTestShop();
    const results = await Promise.allSettled(
      ["A", "B"].map((sku) =>
        shop.write((ctx) => createProduct(ctx, newProduct({ sku, barcodes: ["4006381333931"] }))),
      ),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "duplicate" })]);
    expect(refused[0]).toMatchObject({ fieldErrors: { "barcodes.0": [{ code: "duplicate" }] } });
  });
});

describe("creating many products", () => {
  test("[C15] all refusals of all products are reported at once and none is created", async () => {
    const shop = await createTestShop().withProduct("MUG");
    const input = CreateProducts.parse({
      key: newId(),
      products: [
        { sku: "NEW", name: "New", priceMinor: 1 },
        { sku: "mug", name: "Mug", priceMinor: 1, barcodes: ["shelf-7", "shelf-7"] },
        { sku: "new", name: "New again", priceMinor: 1 },
        { name: "Lost", priceMinor: 1, categoryId: newId() },
      ],
    });
    await expect(shop.write((ctx) => createProducts(ctx, input))).rejects.toMatchObject({
      fieldErrors: {
        "products.1.sku": [{ code: "duplicate" }],
        "products.1.barcodes.1": [{ code: "duplicate" }],
        "products.2.sku": [{ code: "duplicate" }],
        "products.3.categoryId": [{ code: "not_found" }],
      },
    });
    const rows = await shop.read((ctx) =>
      ctx.db.select({ sku: ctx.t.product.sku }).from(ctx.t.product),
    );
    expect(rows).toEqual([{ sku: "MUG" }]);
  });

  test("[C15] numbers given in the same request are not assigned again", async () => {
    const shop = await createTestShop();
    const products = [{}, { sku: "P-0001" }, {}].map((fields) =>
      NewProduct.parse({ name: "Mug", priceMinor: 1, ...fields }),
    );
    const made = await shop.write((ctx) => createProducts(ctx, { key: newId(), products }));
    expect(made.products.map((product) => product.sku)).toEqual(["P-0002", "P-0001", "P-0003"]);
  });
});
