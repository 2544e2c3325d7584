import { CreateCategory } from "@daybook/contract/categories";
import { ListPrices, UpdateProduct, UpdateProducts } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { createCategory, deactivateCategory } from "../categories/categories.ts";
import { listPrices } from "./prices.ts";
import { deactivateProduct, reactivateProduct } from "./product-state.ts";
import { getProduct } from "./products.ts";
import { updateProduct, updateProducts } from "./update-product.ts";

const update = (shop: TestShop, sku: string, fields: Record<string, unknown>) =>
  shop.write((ctx) =>
    updateProduct(
      ctx,
      UpdateProduct.parse({ key: newId(), id: shop.productId(sku), version: 1, ...fields }),
    ),
  );
const updateMany = (shop: TestShop, products: unknown[], set: Record<string, unknown>) =>
  shop.write((ctx) => updateProducts(ctx, UpdateProducts.parse({ key: newId(), products, set })));
const get = (shop: TestShop, sku: string) =>
  shop.read((ctx) => getProduct(ctx, { id: shop.productId(sku) }));
const prices = (shop: TestShop, sku: string, input: Record<string, unknown> = {}) =>
  shop.read((ctx) =>
    listPrices(ctx, ListPrices.parse({ productId: shop.productId(sku), ...input })),
  );
const category = (shop: TestShop, name: string) =>
  shop.write((ctx) => createCategory(ctx, CreateCategory.parse({ key: newId(), name })));
const state = ({ id, version }: { id: string; version: number }) =>
  UpdateProduct.pick({ key: true, id: true, version: true }).parse({ key: newId(), id, version });
const alerts = (shop: TestShop) =>
  shop.read((ctx) =>
    ctx.db
      .select({ status: ctx.t.alert.status, severity: ctx.t.alert.severity })
      .from(ctx.t.alert)
      .orderBy(ctx.t.alert.id),
  );

describe("changing a product", () => {
  test("[C1] fields that are not named keep their values, named ones change, and the version increases", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      input: { description: "Blue", barcodes: ["4006381333931"] },
    });
    const before = await get(shop, "MUG");
    shop.advance(60_000);
    const after = await update(shop, "MUG", { name: "Big mug" });
    expect(after).toEqual({
      ...before,
      name: "Big mug",
      version: 2,
      updatedAt: "2026-03-02T10:01:00.000Z",
    });
    expect(await get(shop, "MUG")).toEqual(after);
  });

  test("[I13] of two edits of one version exactly one is saved", async () => {
    const shop = await createTestShop().withProduct("MUG");
    const results = await Promise.allSettled(
      ["One", "Two"].map((name) => update(shop, "MUG", { name })),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "stale_version" })]);
    expect((await get(shop, "MUG")).version).toBe(2);
  });

  test("[C2] a SKU may change its case but not become another product's", async () => {
    const shop = await createTestShop().withProduct("MUG").withProduct("CUP");
    expect((await update(shop, "MUG", { sku: "mug" })).sku).toBe("mug");
    await expect(update(shop, "CUP", { sku: "Mug" })).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: shop.productId("MUG") },
      fieldErrors: { sku: [{ code: "duplicate" }] },
    });
  });

  test("[C9] barcodes are replaced as a list: kept ones stay, removed ones are free for another product", async () => {
    const shop = await createTestShop()
      .withProduct("MUG", { input: { barcodes: ["4006381333931", "shelf-1"] } })
      .withProduct("CUP");
    const after = await update(shop, "MUG", { barcodes: ["4006381333931", "036000291452"] });
    expect(after.barcodes.map((barcode) => barcode.code)).toEqual([
      "00036000291452",
      "04006381333931",
    ]);
    await expect(update(shop, "CUP", { barcodes: ["4006381333931"] })).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: shop.productId("MUG") },
      fieldErrors: { "barcodes.0": [{ code: "duplicate" }] },
    });
    expect((await update(shop, "CUP", { barcodes: ["shelf-1"] })).barcodes).toHaveLength(1);
  });

  test("[C9] a code of a deactivated product still cannot be used", async () => {
    const shop = await createTestShop()
      .withProduct("MUG", { input: { barcodes: ["4006381333931"] } })
      .withProduct("CUP");
    const mug = await get(shop, "MUG");
    await shop.write((ctx) => deactivateProduct(ctx, state(mug)));
    await expect(update(shop, "CUP", { barcodes: ["4006381333931"] })).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: mug.id },
    });
  });

  test("[US5] the audit log shows the changed fields and nothing else", async () => {
    const shop = await createTestShop().withProduct("MUG", { input: { barcodes: ["shelf-1"] } });
    shop.advance(1);
    await update(shop, "MUG", { priceMinor: 1200, barcodes: [] });
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      action: "products.update",
      entity: "product",
      entityId: shop.productId("MUG"),
      before: { priceMinor: 1000, barcodes: ["shelf-1"] },
      after: { priceMinor: 1200, barcodes: [] },
    });
    expect(Object.keys(entries.at(-1)?.after ?? {})).toHaveLength(2);
  });
});

describe("prices", () => {
  test("[C1] a new price is a new row; the old ones stay, newest first", async () => {
    const shop = await createTestShop().withProduct("MUG");
    shop.advance(1000);
    expect((await update(shop, "MUG", { priceMinor: 1100 })).priceMinor).toBe(1100);
    shop.advance(1000);
    await update(shop, "MUG", { version: 2, name: "Same price", priceMinor: 1100 });
    await update(shop, "MUG", { version: 3, priceMinor: 1200, basisMilli: 100 });
    const page = await prices(shop, "MUG");
    expect(page.items.map((item) => [item.amountMinor, item.basisMilli, item.validFrom])).toEqual([
      [1200, 100, "2026-03-02T10:00:02.000Z"],
      [1100, 1000, "2026-03-02T10:00:01.000Z"],
      [1000, 1000, "2026-03-02T10:00:00.000Z"],
    ]);
    expect(page.items[0]?.setBy.name).toBe("Olive Owner");
    const first = await prices(shop, "MUG", { limit: 2 });
    const rest = await prices(shop, "MUG", { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual(page.items);
    expect(rest.nextCursor).toBeNull();
  });

  test("[C1] two prices set in one millisecond are both stored and the later one is shown", async () => {
    const shop = await createTestShop().withProduct("MUG");
    expect((await update(shop, "MUG", { priceMinor: 1100 })).priceMinor).toBe(1100);
    expect((await update(shop, "MUG", { version: 2, priceMinor: 1200 })).priceMinor).toBe(1200);
    shop.advance(10);
    expect((await get(shop, "MUG")).priceMinor).toBe(1200);
    expect((await prices(shop, "MUG")).items).toHaveLength(3);
  });
});

describe("references of a product", () => {
  test("[C3] a deactivated category cannot be chosen, but one that a product already has may stay", async () => {
    const shop = await createTestShop();
    const drinks = await category(shop, "Drinks");
    const food = await category(shop, "Food");
    await shop.addProduct("TEA", { input: { categoryId: drinks.id } });
    const tea = await get(shop, "TEA");
    const off = await shop.write((ctx) => deactivateProduct(ctx, state(tea)));
    for (const one of [drinks, food])
      await shop.write((ctx) => deactivateCategory(ctx, { ...one, key: newId() }));
    await expect(update(shop, "TEA", { version: 2, categoryId: food.id })).rejects.toMatchObject({
      code: "inactive",
      fieldErrors: { categoryId: [{ code: "inactive" }] },
    });
    await expect(shop.write((ctx) => reactivateProduct(ctx, state(off)))).rejects.toMatchObject({
      code: "inactive",
      fieldErrors: { categoryId: [{ code: "inactive" }] },
    });
    const kept = await update(shop, "TEA", {
      version: 2,
      categoryId: drinks.id,
      name: "Green tea",
    });
    expect(kept).toMatchObject({ name: "Green tea", category: { name: "Drinks" } });
  });

  test("[A1] adding a reorder rule opens the alert, and removing it closes it", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      onHandMilli: pieces(4),
      costMinor: 400,
    });
    const rule = { reorderPointMilli: pieces(5), targetMilli: pieces(9) };
    const low = await update(shop, "MUG", { reorderRules: [rule] });
    expect(low).toMatchObject({
      stockState: "low",
      reorderRules: [{ ...rule, locationId: null, safetyStockMilli: 0 }],
    });
    expect(await alerts(shop)).toEqual([{ status: "active", severity: "low" }]);
    await update(shop, "MUG", { version: 2, reorderRules: [] });
    expect(await alerts(shop)).toEqual([{ status: "resolved", severity: "low" }]);
  });

  test("[A1] a location has one rule", async () => {
    const shop = await createTestShop().withProduct("MUG");
    const rule = { reorderPointMilli: pieces(5), targetMilli: pieces(9) };
    await expect(update(shop, "MUG", { reorderRules: [rule, rule] })).rejects.toMatchObject({
      code: "duplicate",
      fieldErrors: { "reorderRules.1.locationId": [{ code: "duplicate" }] },
    });
  });
});

describe("deactivating products", () => {
  test("[C4] a product with stock is deactivated and keeps its stock", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      onHandMilli: pieces(4),
      costMinor: 400,
    });
    const off = await shop.write(async (ctx) =>
      deactivateProduct(ctx, state(await getProduct(ctx, { id: shop.productId("MUG") }))),
    );
    expect(off).toMatchObject({
      active: false,
      version: 2,
      deactivatedAt: "2026-03-02T10:00:00.000Z",
      onHandMilli: pieces(4),
      valueMinor: 400,
      stock: [{ location: { name: "Shop" }, onHandMilli: pieces(4) }],
    });
    expect(await shop.ledger("MUG")).toHaveLength(1);
  });

  test("[C5] a product is reactivated with everything it had", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      input: { barcodes: ["4006381333931"] },
    });
    const before = await get(shop, "MUG");
    const off = await shop.write((ctx) => deactivateProduct(ctx, state(before)));
    const back = await shop.write((ctx) => reactivateProduct(ctx, state(off)));
    expect(back).toEqual({ ...before, version: 3 });
    await expect(shop.write((ctx) => reactivateProduct(ctx, state(off)))).rejects.toMatchObject({
      code: "stale_version",
    });
  });
});

describe("changing many products", () => {
  test("[C15] one change applies to all: category, price and state, and each product's version increases once", async () => {
    const shop = await createTestShop()
      .withProduct("MUG", { priceMinor: 999 })
      .withProduct("CUP", { priceMinor: 0 });
    const drinks = await category(shop, "Drinks");
    shop.advance(1000);
    const products = ["MUG", "CUP"].map((sku) => ({ id: shop.productId(sku), version: 1 }));
    const set = { categoryId: drinks.id, priceChangePpm: 50_000, active: false };
    expect(await updateMany(shop, products, set)).toEqual({ changed: 2 });
    expect(await get(shop, "MUG")).toMatchObject({
      category: { id: drinks.id },
      // 9.99 and 5 % are 10.4895.
      priceMinor: 1049,
      active: false,
      version: 2,
    });
    expect(await get(shop, "CUP")).toMatchObject({ priceMinor: 0, version: 2 });
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-2)).toMatchObject({
      action: "products.updateMany",
      before: { category: null, priceMinor: 999, active: true },
      after: { category: "Drinks", priceMinor: 1049, active: false },
    });
  });

  test("[fault G13] prices are rounded as chosen and restored one by one, except those changed by someone else since", async () => {
    const shop = await createTestShop()
      .withProduct("MUG", { priceMinor: 999 })
      .withProduct("CUP", { priceMinor: 1249 });
    shop.advance(1000);
    const skus = ["MUG", "CUP"];
    const products = skus.map((sku) => ({ id: shop.productId(sku), version: 1 }));
    await updateMany(shop, products, { priceChangePpm: 50_000, priceRounding: "to_99" });
    expect(await get(shop, "MUG")).toMatchObject({ priceMinor: 1099 });
    expect(await get(shop, "CUP")).toMatchObject({ priceMinor: 1299 });
    shop.advance(1000);
    const before = [999, 1249];
    const back = skus.map((sku, index) => ({
      id: shop.productId(sku),
      version: 2,
      priceMinor: before[index],
    }));
    expect(await updateMany(shop, back, {})).toEqual({ changed: 2 });
    expect(await get(shop, "CUP")).toMatchObject({ priceMinor: 1249, version: 3 });
    await expect(updateMany(shop, back, {})).rejects.toMatchObject({ code: "stale_version" });
    const both = UpdateProducts.safeParse({
      key: newId(),
      products: back,
      set: { priceChangePpm: 1 },
    });
    expect(both.error?.issues).toMatchObject([{ path: ["set", "priceChangePpm"] }]);
    const none = UpdateProducts.safeParse({ key: newId(), products, set: {} });
    expect(none.error?.issues).toMatchObject([{ path: ["set"] }]);
  });

  test("[C15] all refusals are reported at once and nothing is changed", async () => {
    const shop = await createTestShop().withProduct("MUG").withProduct("CUP");
    const products = [
      { id: shop.productId("MUG"), version: 1 },
      { id: shop.productId("CUP"), version: 7 },
      { id: newId(), version: 1 },
      { id: shop.productId("MUG"), version: 1 },
    ];
    await expect(
      updateMany(shop, products, { active: false, categoryId: newId() }),
    ).rejects.toMatchObject({
      fieldErrors: {
        "set.categoryId": [{ code: "not_found", details: { entity: "category" } }],
        "products.1.version": [{ code: "stale_version", details: { changedBy: "Olive Owner" } }],
        "products.2.id": [{ code: "not_found", details: { entity: "product" } }],
        "products.3.id": [{ code: expect.any(String) }],
      },
    });
    expect(await get(shop, "MUG")).toMatchObject({ active: true, version: 1 });
  });

  test("[C15] products cannot be reactivated inside a deactivated category", async () => {
    const shop = await createTestShop().withProduct("CUP");
    const drinks = await category(shop, "Drinks");
    await shop.addProduct("TEA", { input: { categoryId: drinks.id } });
    const ids = (version: number) =>
      ["CUP", "TEA"].map((sku) => ({ id: shop.productId(sku), version }));
    await updateMany(shop, ids(1), { active: false });
    await shop.write((ctx) => deactivateCategory(ctx, { ...drinks, key: newId() }));
    await expect(updateMany(shop, ids(2), { active: true })).rejects.toMatchObject({
      code: "inactive",
      fieldErrors: { "products.1.categoryId": [{ code: "inactive" }] },
    });
    await updateMany(shop, ids(2), { active: true, categoryId: null });
    expect(await get(shop, "TEA")).toMatchObject({ active: true, category: null });
  });
});
