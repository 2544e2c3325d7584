import { minor } from "@daybook/contract/money";
import { Product } from "@daybook/contract/products";
import { milli, pieces } from "@daybook/contract/quantity";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../../testing/create-test-shop.ts";
import type { TestShop } from "../../testing/create-test-shop.ts";
import { sell } from "../../testing/trade.ts";
import { getProduct } from "../../products/products.ts";
import { unitCost } from "./unit-cost.ts";

const get = (shop: TestShop, sku: string) =>
  shop.read((ctx) => getProduct(ctx, { id: shop.productId(sku) }));

describe("the unit cost", () => {
  test("[L16] is the average while there is stock, then the last cost", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      onHandMilli: pieces(3),
      costMinor: 1000,
    });
    const stocked = await get(shop, "MUG");
    expect(Product.parse(stocked)).toEqual(stocked);
    expect(stocked).toMatchObject({
      unitCostMinor: 333,
      lastCost: { quantityMilli: 3000, costMinor: 1000 },
    });
    await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
    expect(await get(shop, "MUG")).toMatchObject({ unitCostMinor: 333, valueMinor: 333 });
    await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
    expect(await get(shop, "MUG")).toMatchObject({ unitCostMinor: 333, valueMinor: 0 });
  });

  test("is unknown before anything was received", async () => {
    const shop = await createTestShop().withProduct("NEW");
    expect(await get(shop, "NEW")).toMatchObject({ unitCostMinor: null, lastCost: null });
  });

  test("of weighed goods is that of one kilogram", () => {
    expect(unitCost({ onHandMilli: 250, valueMinor: 199 }, null)).toBe(796);
  });

  test("is left out rather than wrong if no number can hold it", () => {
    const last = { quantityMilli: milli(1), costMinor: minor(Number.MAX_SAFE_INTEGER) };
    expect(unitCost({ onHandMilli: 0, valueMinor: 0 }, last)).toBeNull();
    expect(unitCost({ onHandMilli: 1, valueMinor: 9_007_199_254_739 }, null)).toBe(
      9_007_199_254_739_000,
    );
    expect(unitCost({ onHandMilli: 1, valueMinor: 9_007_199_254_741 }, null)).toBeNull();
  });
});
