import { CatalogueRow, CatalogueChanges, GetCataloguePage } from "@daybook/contract/catalogue";
import { CreateCategory, UpdateCategory } from "@daybook/contract/categories";
import { ProductState } from "@daybook/contract/products";
import { milli, pieces } from "@daybook/contract/quantity";
import { CreateSupplier, UpdateSupplier } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { gt } from "drizzle-orm";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { delivery, transfer } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { queryPlan } from "../testing/query-plan.ts";
import { sell, returnGoods } from "../testing/trade.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { transferStock } from "../stock/transfer-stock.ts";
import { createSupplier, updateSupplier } from "../suppliers/suppliers.ts";
import { createCategory, updateCategory } from "../categories/categories.ts";
import { getCataloguePage } from "./catalogue.ts";
import { selectHeads } from "./catalogue-statements.ts";
import { getCatalogueChanges } from "./catalogue-changes.ts";
import { deactivateProduct } from "../products/product-state.ts";
import { getProduct } from "../products/products.ts";

const page = (shop: TestShop, input: Record<string, unknown> = {}) =>
  shop.read((ctx) => getCataloguePage(ctx, GetCataloguePage.parse(input)));
const changes = (shop: TestShop, after: number) =>
  shop.read((ctx) => getCatalogueChanges(ctx, { after }));
const skus = (rows: readonly { sku: string }[]) => rows.map((row) => row.sku).toSorted();

async function rowOf(shop: TestShop, sku: string): Promise<CatalogueRow> {
  const { items } = await page(shop);
  const row = items.find((one) => one.sku === sku);
  if (row === undefined) throw new Error(`${sku} is not in the catalogue`);
  return CatalogueRow.parse(row);
}

/** Tea in two places, bought from two suppliers, in a category, with a barcode and a rule. */
async function teaShop() {
  const shop = await createTestShop().withLocation("Back room").withLocation("Broken", {
    kind: "quarantine",
  });
  const category = await shop.write((ctx) =>
    createCategory(ctx, CreateCategory.parse({ key: newId(), name: "Tea" })),
  );
  const make = (name: string) =>
    shop.write((ctx) => createSupplier(ctx, CreateSupplier.parse({ key: newId(), name })));
  const nordhof = await make("Nordhof");
  const assam = await make("Assam & Co");
  await shop.addProduct("TEA", {
    name: "Green tea",
    onHandMilli: pieces(10),
    costMinor: 3333,
    input: {
      categoryId: category.id,
      barcodes: ["036000291452", "house-1"],
      suppliers: [{ supplierId: nordhof.id }, { supplierId: assam.id }],
      reorderRules: [{ reorderPointMilli: 8000, targetMilli: 20_000 }],
    },
  });
  return { shop, category, nordhof, assam };
}

describe("a row of the catalogue", () => {
  test("[X1] contains everything of a product that a list, a till and a search need", async () => {
    const { shop, category, nordhof, assam } = await teaShop();
    const move = transfer({
      fromLocationId: shop.locationId(),
      toLocationId: shop.locationId("Broken"),
      lines: [{ productId: shop.productId("TEA"), quantityMilli: 3000 }],
    });
    await shop.write((ctx) => transferStock(ctx, move));
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(2) }]);
    expect(await rowOf(shop, "TEA")).toEqual({
      id: shop.productId("TEA"),
      sku: "TEA",
      name: "Green tea",
      category: { id: category.id, name: "Tea", hue: 1 },
      picture: null,
      suppliers: [
        { id: assam.id, name: "Assam & Co" },
        { id: nordhof.id, name: "Nordhof" },
      ],
      unit: "each",
      quantityStepMilli: 1000,
      kind: "stock",
      askPrice: false,
      ageLimit: null,
      stopReason: "",
      depositId: null,
      taxClassId: expect.any(String),
      priceMinor: 1000,
      basisMilli: 1000,
      barcodes: ["00036000291452", "house-1"],
      stock: [
        { locationId: shop.locationId("Broken"), onHandMilli: 3000 },
        { locationId: shop.locationId(), onHandMilli: 5000 },
      ],
      onHandMilli: 8000,
      reorderPointMilli: 8000,
      stockState: "low",
      unitCostMinor: 333,
      lastCost: { quantityMilli: 10_000, costMinor: 3333 },
      soldMilli: 2000,
      active: true,
      version: 1,
      updatedAt: "2026-03-02T10:00:00.000Z",
    });
  });

  test("equals the figures of the product's own page", async () => {
    const { shop } = await teaShop();
    await shop.addProduct("NEW");
    await shop.addProduct("HOUR", { input: { kind: "service", unit: "h" } });
    for (const sku of ["TEA", "NEW", "HOUR"]) {
      const product = await shop.read((ctx) => getProduct(ctx, { id: shop.productId(sku) }));
      const { stock, barcodes, suppliers, category, ...row } = await rowOf(shop, sku);
      expect(product).toMatchObject({
        ...Object.fromEntries(
          Object.entries(row).filter(
            ([field]) =>
              !["taxClassId", "reorderPointMilli", "soldMilli", "depositId"].includes(field),
          ),
        ),
        category: category === null ? null : { id: category.id, name: category.name },
        taxClass: { id: row.taxClassId },
        barcodes: barcodes.map((code) => ({ code })),
        suppliers: suppliers.map((supplier) => ({ supplier })),
        stock: stock.map(({ locationId, onHandMilli }) => ({
          location: { id: locationId },
          onHandMilli,
        })),
      });
    }
  });

  test("counts the sales of the last 30 business days, without subtracting returns", async () => {
    const { shop } = await teaShop();
    const sale = await sell(shop, [{ sku: "TEA", quantityMilli: pieces(4) }]);
    await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
    const day = 24 * 3600_000;
    shop.advance(29 * day);
    expect(await rowOf(shop, "TEA")).toMatchObject({ soldMilli: 4000 });
    shop.advance(day);
    expect(await rowOf(shop, "TEA")).toMatchObject({ soldMilli: 0 });
  });
});

describe("the pages of the catalogue", () => {
  test("contain every product once, also deactivated ones", async () => {
    const shop = await createTestShop();
    const all = Array.from({ length: 12 }, (_, index) => `P-${index + 10}`);
    for (const sku of all) await shop.addProduct(sku);
    const gone = ProductState.parse({ key: newId(), id: shop.productId("P-12"), version: 1 });
    await shop.write((ctx) => deactivateProduct(ctx, gone));
    const read: CatalogueRow[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      pages++;
      const { items, nextCursor } = await page(shop, { limit: 4, ...(cursor && { cursor }) });
      read.push(...items);
      cursor = nextCursor;
    } while (cursor !== null);
    expect(pages).toBe(3);
    expect(skus(read)).toEqual(all);
    expect(read.filter((row) => !row.active).map((row) => row.sku)).toEqual(["P-12"]);
  });

  test("refuse a cursor of another list", async () => {
    const shop = await createTestShop();
    await expectRefusal(page(shop, { cursor: "nonsense" }), "invalid_input", "cursor");
  });
});

describe("the changes of the catalogue", () => {
  test("[X1] are the products changed since the page was read, with their current values", async () => {
    const { shop } = await teaShop();
    await shop.addProduct("MUG");
    const { seq } = await page(shop);
    expect(await changes(shop, seq)).toEqual({ items: [], seq, complete: true });
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
    await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
    await shop.addProduct("CUP");
    const changed = await changes(shop, seq);
    expect(CatalogueChanges.parse(changed)).toEqual(changed);
    expect(changed.items).toEqual([await rowOf(shop, "TEA"), await rowOf(shop, "CUP")]);
    expect(changed.items[0]).toMatchObject({ onHandMilli: 8000, soldMilli: 2000 });
    expect(await changes(shop, changed.seq)).toMatchObject({ items: [], seq: changed.seq });
  });

  test("include every product of a category or a supplier that was renamed", async () => {
    const { shop, category, nordhof } = await teaShop();
    await shop.addProduct("MATE", { input: { categoryId: category.id } });
    await shop.addProduct("MUG");
    const { seq } = await page(shop);
    const rename = UpdateCategory.parse({
      key: newId(),
      id: category.id,
      version: category.version,
      name: "Teas",
    });
    await shop.write((ctx) => updateCategory(ctx, rename));
    const changed = await changes(shop, seq);
    expect(changed.items.map(({ sku, category: of }) => [sku, of?.name])).toEqual([
      ["TEA", "Teas"],
      ["MATE", "Teas"],
    ]);
    const supplier = UpdateSupplier.parse({
      key: newId(),
      id: nordhof.id,
      version: nordhof.version,
      name: "Nordhof GmbH",
    });
    await shop.write((ctx) => updateSupplier(ctx, supplier));
    const next = await changes(shop, changed.seq);
    expect(
      next.items.map(({ sku, suppliers }) => [sku, ...suppliers.map((one) => one.name)]),
    ).toEqual([["TEA", "Assam & Co", "Nordhof GmbH"]]);
  });

  test("of a long goods receipt are in one response", async () => {
    const shop = await createTestShop();
    const all = Array.from({ length: 70 }, (_, index) => `P-${index + 100}`);
    for (const sku of all) await shop.addProduct(sku);
    const { seq } = await page(shop);
    const lines = all.map((sku, index) => ({
      productId: shop.productId(sku),
      quantityMilli: (index + 1) * 1000,
      costMinor: 100,
    }));
    const goods = delivery({ locationId: shop.locationId(), lines });
    await shop.write((ctx) => receiveGoods(ctx, goods));
    const { items } = await changes(shop, seq);
    expect(items.map((row) => [row.sku, row.onHandMilli])).toEqual(
      all.map((sku, index) => [sku, milli((index + 1) * 1000)]),
    );
  });

  test("are answered as incomplete if they are of another database or do not name their products", async () => {
    const { shop } = await teaShop();
    const { seq } = await page(shop);
    const incomplete = { items: [], complete: false };
    expect(await changes(shop, seq + 1)).toEqual({ ...incomplete, seq });
    await shop.write(async (ctx) => ctx.changed("products"));
    expect(await changes(shop, seq)).toEqual({ ...incomplete, seq: seq + 1 });
    expect(await changes(shop, seq + 1)).toMatchObject({ complete: true });
  });
});

test("[fault F2] the last receipt of a product is found without reading back through its sales", async () => {
  const shop = await createTestShop({ engine: "sqlite" });
  const plan = await shop.read((ctx) =>
    queryPlan(
      ctx,
      selectHeads(ctx.db, ctx.t, (productId) => gt(productId, 0)),
    ),
  );
  expect(plan.filter((step) => step.includes(" receipt "))).toEqual([
    "SEARCH receipt USING INDEX movement_last_receipt (product_id=?)",
  ]);
});
