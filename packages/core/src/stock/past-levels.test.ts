import fc from "fast-check";
import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { getValuation } from "../reports/valuation.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, cart, delivery, transfer } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { adjustStock } from "./adjust-stock.ts";
import { receiveGoods } from "./receive-goods.ts";
import { transferStock } from "./transfer-stock.ts";

const HOUR = 3600_000;
const ago = (shop: TestShop, hours: number) =>
  new Date(shop.clock.now - hours * HOUR).toISOString();

const receive = (shop: TestShop, count: number, hours: number) =>
  shop.write((w) =>
    receiveGoods(
      w,
      delivery({
        locationId: shop.locationId(),
        lines: [
          {
            productId: shop.productId("TEA"),
            quantityMilli: pieces(count),
            costMinor: count * 500,
          },
        ],
        occurredAt: ago(shop, hours),
      }),
    ),
  );

const take = (shop: TestShop, count: number, hours: number) =>
  shop.write((w) =>
    adjustStock(
      w,
      adjustment({
        ...shop.at("TEA"),
        quantityMilli: -pieces(count),
        reason: "damage",
        occurredAt: ago(shop, hours),
      }),
    ),
  );

const teaShop = () => createTestShop().withLocation("Store").withProduct("TEA");

test("[fault A7] goods received today cannot be sold three days ago", async () => {
  const shop = await teaShop();
  await receive(shop, 10, 0);
  const sale = cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("TEA"), quantityMilli: pieces(4) }],
    expectedTotalMinor: 4000,
    occurredAt: ago(shop, 72),
  });
  const refusal = await expectRefusal(
    shop.write((w) => ringUpSale(w, sale)),
    "insufficient_stock_then",
    "lines.0.quantityMilli",
  );
  expect(refusal.details).toMatchObject({ at: ago(shop, 72), missingMilli: 4000, sku: "TEA" });
  const day = ago(shop, 72).slice(0, 10);
  const then = await shop.read((ctx) => getValuation(ctx, { asOf: day, limit: 50 }));
  expect(then.total).toMatchObject({ onHandMilli: 0, valueMinor: 0 });
});

test("[fault A7] a sale made while the server was down is recorded, whatever was received since", async () => {
  const shop = await teaShop();
  shop.advance(4 * HOUR);
  await receive(shop, 10, 1);
  const sale = cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("TEA"), quantityMilli: pieces(4) }],
    expectedTotalMinor: 4000,
    occurredAt: ago(shop, 3),
  });
  const plain = shop.write((w) => ringUpSale(w, sale), "cashier");
  await expectRefusal(plain, "insufficient_stock_then", "lines.0.quantityMilli");
  const replay = { ...sale, replay: { pricesAt: ago(shop, 4) } };
  await shop.write((w) => ringUpSale(w, replay), "cashier");
  expect((await shop.level("TEA")).onHandMilli).toBe(pieces(6));
});

test("[fault A7] the first moment that would fall below zero is named", async () => {
  const shop = await teaShop();
  await receive(shop, 10, 100);
  await take(shop, 8, 50);
  await receive(shop, 10, 20);
  const refusal = await expectRefusal(
    take(shop, 4, 70),
    "insufficient_stock_then",
    "quantityMilli",
  );
  expect(refusal.details).toMatchObject({ at: ago(shop, 50), missingMilli: 2000 });
  await take(shop, 2, 70);
  await take(shop, 10, 10);
});

test("[fault A7] each location is checked by itself: the stock of another one does not count", async () => {
  const shop = await teaShop();
  await receive(shop, 10, 100);
  const move = (
    count: number,
    hours: number,
    from = shop.locationId(),
    to = shop.locationId("Store"),
  ) =>
    shop.write((w) =>
      transferStock(
        w,
        transfer({
          fromLocationId: from,
          toLocationId: to,
          lines: [{ productId: shop.productId("TEA"), quantityMilli: pieces(count) }],
          occurredAt: ago(shop, hours),
        }),
      ),
    );
  await move(8, 50);
  await move(8, 20, shop.locationId("Store"), shop.locationId());
  await expectRefusal(move(4, 70), "insufficient_stock_then", "lines.0.quantityMilli");
  await move(2, 70);
});

test("[fault A7] two clocks that differ by a minute are tolerated", async () => {
  const shop = await teaShop();
  await receive(shop, 10, 0);
  await take(shop, 4, 1 / 60);
  expect((await shop.level("TEA")).onHandMilli).toBe(pieces(6));
});

test("[fault A7] for any entries in any order, stock is never below zero at any past moment", async () => {
  const step = fc.record({
    count: fc.integer({ min: 1, max: 5 }),
    hours: fc.integer({ min: 0, max: 40 }),
    comes: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const shop = await teaShop();
      const kept: { at: number; effect: number }[] = [];
      for (const { count, hours, comes } of steps) {
        const at = shop.clock.now - hours * HOUR;
        const effect = comes ? count : -count;
        const work = comes ? receive(shop, count, hours) : take(shop, count, hours);
        const accepted = await work.then(
          () => true,
          () => false,
        );
        // Now is not looked at by the clock but by the order of recording.
        const possible = neverBelow([...kept, { at, effect }]);
        if (hours > 0 || comes) expect(accepted, JSON.stringify(steps)).toBe(possible);
        if (accepted) kept.push({ at, effect });
      }
      await shop.close();
    }),
    { numRuns: 15 },
  );
});

/** By the moment alone: all that happened at one moment counts as one. */
function neverBelow(all: readonly { at: number; effect: number }[]): boolean {
  return all.every(({ at }) => {
    const level = all.reduce((sum, other) => (other.at <= at ? sum + other.effect : sum), 0);
    return level >= 0;
  });
}
