import { describe, expect, test } from "vitest";
import { ExplainStock, StockExplanation } from "@daybook/contract/stock";
import { milli, pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, transfer } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell, returnGoods } from "../testing/trade.ts";
import { adjustStock } from "./adjust-stock.ts";
import { explainStock } from "./explain-stock.ts";
import { receiveGoods } from "./receive-goods.ts";
import { transferStock } from "./transfer-stock.ts";

const explain = (shop: TestShop, at: object) =>
  shop.read((r) => explainStock(r, ExplainStock.parse(at)));

async function tradedShop(): Promise<TestShop> {
  const shop = await createTestShop()
    .withLocation("Back room")
    .withProduct("CUP", { onHandMilli: pieces(9) })
    .withProduct("MUG", { onHandMilli: pieces(5), costMinor: 1500 });
  const productId = shop.productId("MUG");
  const locationId = shop.locationId();
  const line = { productId, quantityMilli: pieces(4) };
  await shop.write((w) =>
    receiveGoods(w, delivery({ locationId, lines: [{ ...line, costMinor: 1200 }] })),
  );
  const ends = { fromLocationId: locationId, toLocationId: shop.locationId("Back room") };
  await shop.write((w) => transferStock(w, transfer({ ...ends, lines: [line] })));
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(3) }]);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  await shop.write((w) =>
    adjustStock(w, adjustment({ ...shop.at("MUG"), quantityMilli: pieces(-1), reason: "damage" })),
  );
  return shop;
}

describe("the explanation of a stock figure", () => {
  test("[L7] the sums of the ledger by kind add up to the level, for the shop and for each location", async () => {
    const shop = await tradedShop();
    const { productId } = shop.at("MUG");
    const whole = await explain(shop, { productId });
    expect(StockExplanation.parse(whole)).toEqual(whole);
    expect(whole).toEqual({
      onHandMilli: pieces(6),
      parts: [
        { kind: "opening", quantityMilli: pieces(5) },
        { kind: "receive", quantityMilli: pieces(4) },
        { kind: "sale", quantityMilli: pieces(-3) },
        { kind: "return", quantityMilli: pieces(1) },
        { kind: "adjust", quantityMilli: pieces(-1) },
      ],
      entries: 5,
      matches: true,
    });
    expect(await explain(shop, shop.at("MUG"))).toMatchObject({
      onHandMilli: pieces(2),
      parts: expect.arrayContaining([{ kind: "transfer", quantityMilli: pieces(-4) }]),
      entries: 6,
      matches: true,
    });
    expect(await explain(shop, shop.at("MUG", "Back room"))).toEqual({
      onHandMilli: pieces(4),
      parts: [{ kind: "transfer", quantityMilli: pieces(4) }],
      entries: 1,
      matches: true,
    });
  });

  test("a product that never moved has no sums, and that matches", async () => {
    const shop = await createTestShop().withProduct("NEW");
    const nothing = { onHandMilli: 0, parts: [], entries: 0, matches: true };
    expect(await explain(shop, { productId: shop.productId("NEW") })).toEqual(nothing);
    expect(await explain(shop, shop.at("NEW"))).toEqual(nothing);
  });

  test("[L7] a level that differs from the ledger is reported", async () => {
    const shop = await tradedShop();
    await shop.write((w) => w.db.update(w.t.stockLevel).set({ onHandMilli: milli(7000) }));
    expect(await explain(shop, shop.at("MUG"))).toMatchObject({
      onHandMilli: 7000,
      matches: false,
    });
  });

  test("unknown products and locations are refused at their fields", async () => {
    const shop = await createTestShop().withProduct("MUG");
    await expectRefusal(explain(shop, { productId: newId() }), "not_found", "productId");
    await expectRefusal(
      explain(shop, { ...shop.at("MUG"), locationId: newId() }),
      "not_found",
      "locationId",
    );
  });
});
