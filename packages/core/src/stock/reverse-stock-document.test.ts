import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { findLastCost } from "./costs/last-cost.ts";
import { getProductRow } from "../products/product-rows.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, opening, transfer, waste } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell } from "../testing/trade.ts";
import { adjustStock } from "./adjust-stock.ts";
import { getStockDocument } from "./get-stock-document.ts";
import { receiveGoods } from "./receive-goods.ts";
import { recordOpening } from "./record-opening.ts";
import { reverseStockDocument } from "./reverse-stock-document.ts";
import { transferStock } from "./transfer-stock.ts";
import { wasteStock } from "./waste-stock.ts";

type Document = Awaited<ReturnType<typeof receiveGoods>>;
const undo = (shop: TestShop, { id }: Document) =>
  shop.write((w) => reverseStockDocument(w, { key: newId(), id, note: "" }));

const shopWithMugs = () =>
  createTestShop()
    .withLocation("Back room")
    .withProduct("MUG", { onHandMilli: pieces(10), costMinor: 1000 });

const isClean = async (shop: TestShop) =>
  (await shop.read((r) => verifyDatabase(r, () => shop.clock.now))).clean;

test("[fault G14] each kind of document is reversed completely", async () => {
  const shop = await shopWithMugs();
  const mug = shop.at("MUG");
  const line = { productId: mug.productId, quantityMilli: 6000 };
  const lines = [line];
  const costed = { locationId: mug.locationId, lines: [{ ...line, costMinor: 90_000 }] };
  const ends = { fromLocationId: mug.locationId, toLocationId: shop.locationId("Back room") };
  const makers: readonly (() => Promise<Document>)[] = [
    () => shop.write((w) => receiveGoods(w, delivery(costed))),
    () => shop.write((w) => recordOpening(w, opening(costed))),
    () => shop.write((w) => transferStock(w, transfer({ ...ends, lines }))),
    () =>
      shop.write((w) =>
        adjustStock(w, adjustment({ ...mug, quantityMilli: 3000, reason: "found" })),
      ),
    () =>
      shop.write((w) =>
        adjustStock(w, adjustment({ ...mug, quantityMilli: -3000, reason: "damage" })),
      ),
    () =>
      shop.write((w) => wasteStock(w, waste({ ...mug, quantityMilli: 1000, reason: "damaged" }))),
  ];
  for (const make of makers) {
    const made = await make();
    const before = await shop.read((r) => getStockDocument(r, { id: made.id }));
    expect(before.reversal).toBeNull();
    const after = await undo(shop, made);
    expect(after).toEqual({ ...before, reversal: expect.objectContaining({ user: before.user }) });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(10));
    expect(await shop.valueMinor("MUG")).toBe(1000);
    const again = await expectRefusal(undo(shop, made), "wrong_state", "id");
    expect(again.details).toMatchObject({ state: "undone" });
  }
  expect(await isClean(shop)).toBe(true);
});

test("[fault G14] the cost of a reversed receipt is no longer the last cost", async () => {
  const shop = await shopWithMugs();
  const { productId, locationId } = shop.at("MUG");
  const slip = { productId, quantityMilli: 61_000, costMinor: 1_617_080 };
  const made = await shop.write((w) => receiveGoods(w, delivery({ locationId, lines: [slip] })));
  const lastCost = () =>
    shop.read(async (r) => findLastCost(r, (await getProductRow(r, productId)).id));
  expect(await lastCost()).toEqual({ quantityMilli: 61_000, costMinor: 1_617_080 });
  await undo(shop, made);
  expect(await lastCost()).toEqual({ quantityMilli: 10_000, costMinor: 1000 });
});

test("[fault G14] a receipt is not reversed if its goods are gone or its cost was used", async () => {
  const shop = await shopWithMugs();
  const { productId, locationId } = shop.at("MUG");
  const dear = { productId, quantityMilli: 10_000, costMinor: 100_000 };
  const made = await shop.write((w) => receiveGoods(w, delivery({ locationId, lines: [dear] })));
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(10) }]);
  // Ten are left, but half of what these ten cost went with the ones that were sold.
  const used = await expectRefusal(undo(shop, made), "cannot_undo", "id");
  expect(used.details).toEqual({ why: "cost" });
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(5) }]);
  await expectRefusal(undo(shop, made), "insufficient_stock", "id");
  expect((await shop.level("MUG")).onHandMilli).toBe(pieces(5));
  expect(await isClean(shop)).toBe(true);
});

test("[fault G14] a document is reversed only on its own day, by a user who may record one", async () => {
  const shop = await shopWithMugs();
  const mug = shop.at("MUG");
  const found = adjustment({ ...mug, quantityMilli: 3000, reason: "found" });
  const made = await shop.write((w) => adjustStock(w, found));
  const request = { key: newId(), id: made.id, note: "" };
  await expectRefusal(
    shop.write((w) => reverseStockDocument(w, request), "cashier"),
    "forbidden",
    "id",
  );
  shop.advance(24 * 3_600_000);
  const late = await expectRefusal(undo(shop, made), "cannot_undo", "id");
  expect(late.details).toEqual({ why: "other_day" });
});
