import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { updateProduct } from "../products/update-product.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { ringUpSale } from "./ring-up-sale.ts";

const mugShop = () =>
  createTestShop({ taxPpm: 200_000 }).withProduct("MUG", {
    priceMinor: 999,
    onHandMilli: pieces(10),
    costMinor: 3000,
  });

const line = (shop: TestShop, sku: string, count: number, more: object = {}) => ({
  productId: shop.productId(sku),
  quantityMilli: count * 1000,
  ...more,
});

const sell = (
  shop: TestShop,
  fields: { lines: object[]; expectedTotalMinor: number },
  more: object = {},
) => shop.write((w) => ringUpSale(w, cart({ locationId: shop.locationId(), ...fields, ...more })));

describe("prices, discounts and tax", () => {
  test("[T5] line and order discounts are split exactly", async () => {
    const shop = await createTestShop()
      .withProduct("A", { priceMinor: 1999, onHandMilli: pieces(1) })
      .withProduct("B", { priceMinor: 499, onHandMilli: pieces(1) })
      .withProduct("C", { priceMinor: 250, onHandMilli: pieces(1) });
    const lines = ["A", "B", "C"].map((sku) => line(shop, sku, 1));
    const discount = { kind: "amount", amountMinor: 1000 };
    const more = { discount, discountReason: "End of the season" };
    const sale = await sell(shop, { lines, expectedTotalMinor: 1748 }, more);
    expect(sale.lines.map(({ discountMinor }) => discountMinor)).toEqual([727, 182, 91]);
  });

  test("[T1] prices with tax included and prices with tax added", async () => {
    const within = await mugShop();
    const inside = await sell(within, { lines: [line(within, "MUG", 1)], expectedTotalMinor: 999 });
    expect(inside).toMatchObject({ netMinor: 833, taxMinor: 166, totalMinor: 999 });
    const shop = await createTestShop({ taxPpm: 200_000, pricesIncludeTax: false }).withProduct(
      "MUG",
      {
        priceMinor: 999,
        onHandMilli: pieces(1),
      },
    );
    const onTop = await sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 1199 });
    expect(onTop).toMatchObject({ netMinor: 999, taxMinor: 200, totalMinor: 1199 });
  });

  test("[T3] the shop chooses rounding per line or per total, and both add up", async () => {
    const ten = async (taxRounding: "line" | "total") => {
      const shop = await createTestShop({ taxPpm: 200_000, taxRounding }).withProduct("GUM", {
        priceMinor: 99,
        onHandMilli: pieces(10),
      });
      const lines = Array.from({ length: 10 }, () => line(shop, "GUM", 1));
      return sell(shop, { lines, expectedTotalMinor: 990 });
    };
    expect((await ten("line")).taxMinor).toBe(160);
    const perTotal = await ten("total");
    expect(perTotal.taxMinor).toBe(165);
    expect(perTotal.lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(165);
  });

  test("a discount larger than the price is refused at its field", async () => {
    const shop = await mugShop();
    const tooMuch = { kind: "amount", amountMinor: 1000 };
    const lines = [line(shop, "MUG", 1, { discount: tooMuch })];
    await expectRefusal(
      sell(shop, { lines, expectedTotalMinor: 0 }),
      "discount_too_large",
      "lines.0.discount",
    );
    await expectRefusal(
      sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 0 }, { discount: tooMuch }),
      "discount_too_large",
      "discount",
    );
  });

  test("a price that changed since the cart was priced refuses the sale", async () => {
    const shop = await mugShop();
    const id = shop.productId("MUG");
    shop.advance(60_000);
    await shop.write((w) =>
      updateProduct(w, { key: newId(), id, version: 1, priceMinor: 1099 } as never),
    );
    const work = sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 });
    const refusal = await expectRefusal(work, "total_mismatch", "expectedTotalMinor");
    expect(refusal.details).toEqual({ expectedMinor: 999, actualMinor: 1099 });
  });

  test("[US3] a discount or another price requires its permission", async () => {
    const shop = await mugShop();
    const other = cart({
      locationId: shop.locationId(),
      lines: [line(shop, "MUG", 1, { unitPriceMinor: 500 })],
      expectedTotalMinor: 500,
    });
    const path = "lines.0.unitPriceMinor";
    await expectRefusal(
      shop.write((w) => ringUpSale(w, other), "viewer"),
      "forbidden",
      path,
    );
    await expectRefusal(
      shop.write((w) => ringUpSale(w, other), "cashier"),
      "needs_approval",
      path,
    );
    const reason = { discountReason: "Scratched" };
    const sale = await shop.write((w) => ringUpSale(w, { ...other, ...reason }), "manager");
    expect(sale.lines).toMatchObject([{ priceSource: "override", unitPriceMinor: 500 }]);
  });
});
