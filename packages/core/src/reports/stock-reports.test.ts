import { describe, expect, test } from "vitest";
import { CreateCategory } from "@daybook/contract/categories";
import { minor } from "@daybook/contract/money";
import { AdjustStock, ReceiveGoods, TransferStock } from "@daybook/contract/stock";
import { pieces } from "@daybook/contract/quantity";
import { GetLowStock, GetStockSummary, GetValuation } from "@daybook/contract/reports";
import { CreateSupplier } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import { createCategory } from "../categories/categories.ts";
import { adjustStock } from "../stock/adjust-stock.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { transferStock } from "../stock/transfer-stock.ts";
import { createSupplier } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { sell } from "../testing/trade.ts";
import { getLowStock, suggestOrder } from "./low-stock.ts";
import { getStockSummary } from "./stock-summary.ts";
import { getValuation } from "./valuation.ts";

const DAY = 24 * 3600_000;

const summary = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => getStockSummary(ctx, GetStockSummary.parse(input)));
const low = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => getLowStock(ctx, GetLowStock.parse(input)));
const valuation = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => getValuation(ctx, GetValuation.parse(input)));

interface Paged {
  readonly items: readonly { readonly product: { readonly sku: string } }[];
  readonly nextCursor: string | null;
}

/** Walks a list one row at a time. */
async function walk(read: (input: object) => Promise<Paged>): Promise<string[]> {
  const skus: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await read({ limit: 1, ...(cursor === "" ? {} : { cursor }) });
    skus.push(...page.items.map((row) => row.product.sku));
    cursor = page.nextCursor;
  }
  return skus;
}

async function move(shop: TestShop, sku: string, count: number, to: string): Promise<void> {
  const input = TransferStock.parse({
    key: newId(),
    fromLocationId: shop.locationId(),
    toLocationId: shop.locationId(to),
    lines: [{ productId: shop.productId(sku), quantityMilli: pieces(count) }],
  });
  await shop.write((ctx) => transferStock(ctx, input));
}

async function receive(
  shop: TestShop,
  sku: string,
  count: number,
  costMinor: number,
  occurredAt?: string,
) {
  const { productId, locationId } = shop.at(sku);
  const input = ReceiveGoods.parse({
    key: newId(),
    locationId,
    lines: [{ productId, quantityMilli: pieces(count), costMinor }],
    ...(occurredAt === undefined ? {} : { occurredAt }),
  });
  await shop.write((ctx) => receiveGoods(ctx, input));
}

describe("stock by product and location", () => {
  const twoPlaces = async () => {
    const shop = await createTestShop()
      .withLocation("Kiosk")
      .withProduct("tea", { name: "Green tea", onHandMilli: pieces(3), costMinor: 1000 })
      .withProduct("JAM", { name: "Jam" })
      .withProduct("MUG", { name: "Mug", onHandMilli: pieces(1), costMinor: 500 })
      .withProduct("WRAP", { input: { kind: "service" } });
    await move(shop, "tea", 1, "Kiosk");
    return shop;
  };

  test("[RP3] each product is listed with every location that has stock of it, and its value", async () => {
    const shop = await twoPlaces();
    const { items, nextCursor } = await summary(shop);
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        product: expect.objectContaining({ sku: "JAM" }),
        stock: [],
        onHandMilli: 0,
        valueMinor: 0,
      },
      {
        product: { id: shop.productId("MUG"), sku: "MUG", name: "Mug" },
        stock: [{ location: { id: shop.locationId(), name: "Shop" }, onHandMilli: pieces(1) }],
        onHandMilli: pieces(1),
        valueMinor: 500,
      },
      {
        product: expect.objectContaining({ sku: "tea" }),
        stock: [
          { location: { id: shop.locationId("Kiosk"), name: "Kiosk" }, onHandMilli: pieces(1) },
          { location: { id: shop.locationId(), name: "Shop" }, onHandMilli: pieces(2) },
        ],
        onHandMilli: pieces(3),
        valueMinor: 1000,
      },
    ]);
  });

  test("[RP3] one location lists only its own stock, at its share of the value", async () => {
    const shop = await twoPlaces();
    const { items } = await summary(shop, { locationId: shop.locationId("Kiosk") });
    expect(items).toMatchObject([
      {
        product: { sku: "tea" },
        onHandMilli: pieces(1),
        valueMinor: 333,
        stock: [{ location: { name: "Kiosk" } }],
      },
    ]);
  });

  test("[RP3] the summary is searched, and its next page continues where the last one ended", async () => {
    const shop = await twoPlaces();
    expect((await summary(shop, { search: "GREEN" })).items.map((row) => row.product.sku)).toEqual([
      "tea",
    ]);
    expect((await summary(shop, { search: "%" })).items).toEqual([]);
    expect(await walk((input) => summary(shop, input))).toEqual(["JAM", "MUG", "tea"]);
  });

  test("[RP3] a category includes the ones below it", async () => {
    const shop = await createTestShop();
    const create = (name: string, parentId: string | null) =>
      shop.write((ctx) =>
        createCategory(ctx, CreateCategory.parse({ key: newId(), name, parentId })),
      );
    const drinks = await create("Drinks", null);
    const teas = await create("Teas", drinks.id);
    const toys = await create("Toys", null);
    await shop.addProduct("COLA", { input: { categoryId: drinks.id } });
    await shop.addProduct("TEA", { input: { categoryId: teas.id } });
    await shop.addProduct("BALL", { input: { categoryId: toys.id } });
    const skus = async (categoryId: string) =>
      (await summary(shop, { categoryId })).items.map((row) => row.product.sku);
    expect(await skus(drinks.id)).toEqual(["COLA", "TEA"]);
    expect(await skus(teas.id)).toEqual(["TEA"]);
    await expect(skus(newId())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("low stock", () => {
  const rule = {
    safetyStockMilli: pieces(1),
    reorderPointMilli: pieces(4),
    targetMilli: pieces(10),
  };

  test("[RP4] products at or below their reorder point are listed with order quantities and suppliers", async () => {
    const shop = await createTestShop();
    const supplier = await shop.write((ctx) =>
      createSupplier(ctx, CreateSupplier.parse({ key: newId(), name: "Potter" })),
    );
    const suppliers = [
      { supplierId: supplier.id, packQuantityMilli: pieces(6), leadTimeDays: 5, preferred: true },
    ];
    await shop.addProduct("MUG", {
      onHandMilli: pieces(3),
      costMinor: 9,
      input: { reorderRules: [rule], suppliers },
    });
    await shop.addProduct("BOWL", { input: { reorderRules: [rule] } });
    await shop.addProduct("FINE", {
      onHandMilli: pieces(5),
      costMinor: 9,
      input: { reorderRules: [rule] },
    });
    expect((await low(shop)).items).toEqual([
      {
        product: { id: shop.productId("BOWL"), sku: "BOWL", name: "BOWL" },
        location: null,
        positionMilli: 0,
        ...rule,
        suggestedMilli: pieces(10),
        severity: "out",
        supplier: null,
      },
      {
        product: { id: shop.productId("MUG"), sku: "MUG", name: "MUG" },
        location: null,
        positionMilli: pieces(3),
        ...rule,
        suggestedMilli: pieces(12),
        severity: "low",
        supplier: { id: supplier.id, name: "Potter", leadTimeDays: 5 },
      },
    ]);
    expect(await walk((input) => low(shop, input))).toEqual(["BOWL", "MUG"]);
  });

  test("[RP4] a location is low by its own rule, even if the whole shop is not", async () => {
    const shop = await createTestShop().withLocation("Kiosk");
    const locationId = shop.locationId("Kiosk");
    await shop.addProduct("MUG", {
      onHandMilli: pieces(30),
      costMinor: 9,
      input: { reorderRules: [rule, { ...rule, locationId }] },
    });
    await move(shop, "MUG", 2, "Kiosk");
    const expected = [
      {
        location: { id: locationId, name: "Kiosk" },
        positionMilli: pieces(2),
        suggestedMilli: pieces(8),
      },
    ];
    expect((await low(shop)).items).toMatchObject(expected);
    expect((await low(shop, { locationId })).items).toMatchObject(expected);
    expect((await low(shop, { locationId: shop.locationId() })).items).toEqual([]);
  });

  test("[RP4] an order covers the shortage, the supplier's minimum and whole packs", () => {
    expect(suggestOrder(0, 6000, 0)).toBe(0);
    expect(suggestOrder(-5000, 6000, 12_000)).toBe(0);
    expect(suggestOrder(7000, null, null)).toBe(7000);
    expect(suggestOrder(6000, 6000, 0)).toBe(6000);
    expect(suggestOrder(6001, 6000, 0)).toBe(12_000);
    expect(suggestOrder(1000, 6000, 13_000)).toBe(18_000);
  });
});

describe("valuation", () => {
  test("[RP5] the stock is valued at cost, per product and in total", async () => {
    const shop = await createTestShop()
      .withProduct("B", { onHandMilli: pieces(3), costMinor: 1000 })
      .withProduct("A", { onHandMilli: pieces(2), costMinor: 50 })
      .withProduct("GONE", { onHandMilli: pieces(1), costMinor: 70 });
    await sell(shop, [
      { sku: "B", quantityMilli: pieces(1) },
      { sku: "GONE", quantityMilli: pieces(1) },
    ]);
    expect(await valuation(shop)).toEqual({
      asOf: null,
      items: [
        {
          product: { id: shop.productId("A"), sku: "A", name: "A" },
          onHandMilli: pieces(2),
          valueMinor: 50,
        },
        {
          product: { id: shop.productId("B"), sku: "B", name: "B" },
          onHandMilli: pieces(2),
          valueMinor: 667,
        },
      ],
      nextCursor: null,
      total: { products: 2, onHandMilli: pieces(4), valueMinor: 717 },
    });
    expect(await walk((input) => valuation(shop, input))).toEqual(["A", "B"]);
    const last = await valuation(shop, { limit: 1 });
    expect(last.total).toEqual({ products: 2, onHandMilli: pieces(4), valueMinor: 717 });
  });

  test("[RP5] the value at the end of any day is what it was then, also after later and backdated entries", async () => {
    const shop = await createTestShop().withProduct("A", {
      onHandMilli: pieces(10),
      costMinor: 1000,
    });
    const seen = new Map<string, unknown>();
    const today = () => new Date(shop.clock.now).toISOString().slice(0, 10);
    const look = async () => {
      const { total } = await valuation(shop);
      seen.set(today(), total);
    };
    await look();
    shop.advance(DAY);
    await sell(shop, [{ sku: "A", quantityMilli: pieces(3) }]);
    await look();
    shop.advance(DAY);
    await receive(shop, "A", 5, 999);
    await shop.write((ctx) =>
      adjustStock(
        ctx,
        AdjustStock.parse({
          key: newId(),
          ...shop.at("A"),
          quantityMilli: pieces(-12),
          reason: "damage",
        }),
      ),
    );
    await look();
    expect(seen.get(today())).toEqual({ products: 0, onHandMilli: 0, valueMinor: 0 });
    shop.advance(DAY);
    await shop.addProduct("LATE", { onHandMilli: pieces(1), costMinor: 5 });
    for (const [asOf, total] of seen)
      expect((await valuation(shop, { asOf })).total).toEqual(total);
    await receive(shop, "LATE", 1, 10, new Date(shop.clock.now - 2 * DAY).toISOString());
    expect(await valuation(shop, { asOf: "2026-03-03" })).toMatchObject({
      asOf: "2026-03-03",
      items: [
        { product: { sku: "A" }, onHandMilli: pieces(7), valueMinor: 700 },
        { product: { sku: "LATE" }, onHandMilli: pieces(1), valueMinor: 10 },
      ],
      total: { products: 2, onHandMilli: pieces(8), valueMinor: 710 },
    });
    expect((await valuation(shop, { asOf: "2026-03-01" })).items).toEqual([]);
  });

  test("[RP5] a revaluation counts from the day it was recorded", async () => {
    const shop = await createTestShop().withProduct("A", {
      onHandMilli: pieces(10),
      costMinor: 1000,
    });
    shop.advance(DAY);
    await shop.write(async ({ db, t, actor, now }) => {
      await db.insert(t.revaluation).values({
        afterMovementId: 1,
        productId: 1,
        deltaMinor: minor(200),
        reason: "freight",
        docType: "stock",
        docId: 1,
        userId: actor.userId,
        recordedAt: now,
      });
      await db.update(t.stockValue).set({ valueMinor: minor(1200) });
    });
    expect((await valuation(shop, { asOf: "2026-03-02" })).total.valueMinor).toBe(1000);
    expect((await valuation(shop, { asOf: "2026-03-03" })).total.valueMinor).toBe(1200);
  });
});
