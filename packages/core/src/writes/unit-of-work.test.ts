import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { bookedSale } from "../sales/sale-again.ts";
import { voidSale } from "../sales/void-sale.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { forgetOldKeys } from "./kept-answers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, delivery, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";

const fourTimes = <T>(work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 4 }, work));

function lastMug(shop: TestShop) {
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(1) }];
  return cart({ locationId, lines, expectedTotalMinor: 1000 });
}

const shopWithOneMug = () =>
  createTestShop().withProduct("MUG", { onHandMilli: pieces(1), costMinor: 300 });

test("[I6] the sale of the last piece, sent four times at once, is performed once and answered four times", async () => {
  const shop = await shopWithOneMug();
  const input = lastMug(shop);
  const request = { route: "sales.ringUp", key: input.key, input };
  const answers = await fourTimes(() =>
    shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, input)),
  );
  expect(new Set(answers.map(({ receiptNumber }) => receiptNumber)).size).toBe(1);
  expect((await shop.level("MUG")).onHandMilli).toBe(0);
});

test("[I6] a goods receipt sent four times at once is recorded once and answered four times", async () => {
  const shop = await shopWithOneMug();
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(5), costMinor: 1500 }];
  const input = delivery({ locationId, lines });
  const request = { route: "movements.receive", key: input.key, input };
  const answers = await fourTimes(() =>
    shop.work.once(shop.as("owner"), request, (ctx) => receiveGoods(ctx, input)),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect((await shop.level("MUG")).onHandMilli).toBe(pieces(6));
});

test("[I6] a void sent four times at once is answered four times", async () => {
  const shop = await shopWithOneMug();
  const sale = await shop.write((ctx) => ringUpSale(ctx, lastMug(shop)));
  const input = voiding(sale);
  const request = { route: "sales.void", key: input.key, input };
  const answers = await fourTimes(() =>
    shop.work.once(shop.as("owner"), request, (ctx) => voidSale(ctx, input)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill("voided"));
});

test("[I6] a key used for two different sales at once performs one and refuses the other", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
  const one = lastMug(shop);
  const other = { ...one, note: "gift" };
  const settled = await Promise.allSettled(
    [one, other].map((input) =>
      shop.work.once(shop.as("owner"), { route: "sales.ringUp", key: one.key, input }, (ctx) =>
        ringUpSale(ctx, input),
      ),
    ),
  );
  const refused = settled.flatMap((result) =>
    result.status === "rejected" ? [Promise.reject(result.reason)] : [],
  );
  expect(refused).toHaveLength(1);
  await expectRefusal(refused[0] ?? Promise.resolve(), "key_reused", "key");
});

test("[I6] a refused sale leaves its key free", async () => {
  const shop = await createTestShop().withProduct("MUG");
  const input = { ...lastMug(shop), key: newId() };
  const request = { route: "sales.ringUp", key: input.key, input };
  const send = () => shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, input));
  await expectRefusal(send(), "insufficient_stock", "lines.0.quantityMilli");
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(1), costMinor: 300 }];
  await shop.write((ctx) => receiveGoods(ctx, delivery({ locationId, lines })));
  expect(await send()).toMatchObject({ status: "completed" });
});

test("[I6] a sale is recognized by its key with and without the time it was paid, but not with other contents", async () => {
  const shop = await shopWithOneMug();
  const input = lastMug(shop);
  const moment = new Date(shop.clock.now - 1000).toISOString();
  const paid = { ...input, occurredAt: moment, replay: { pricesAt: moment } };
  const send = (sent: typeof input) =>
    shop.work.once(
      shop.as("owner"),
      { route: "sales.ringUp", key: input.key, input: sent, rebuild: bookedSale },
      (ctx) => ringUpSale(ctx, sent),
    );
  const first = await send(input);
  expect(await send(paid)).toEqual(first);
  expect(await send(input)).toEqual(first);
  await expectRefusal(send({ ...paid, note: "another" }), "key_reused", "key");
  await expectRefusal(send({ ...input, occurredAt: moment }), "key_reused", "key");
});

test("[I6] a document's key stays used after its answer was deleted", async () => {
  const shop = await createTestShop().withProduct("MUG", {
    priceMinor: 100,
    onHandMilli: pieces(9),
  });
  const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000 }];
  const input = cart({ locationId: shop.locationId(), lines, expectedTotalMinor: 100 });
  const request = { route: "sales.ringUp", key: input.key, input };
  const sell = () => shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, input));
  await sell();
  shop.advance(91 * 24 * 3600_000);
  expect(await shop.write((ctx) => forgetOldKeys(ctx, ctx.now))).toBe(1);
  await expectRefusal(sell(), "key_reused", "key");
  expect((await shop.level("MUG")).onHandMilli).toBe(pieces(8));
});

test("[I6] forty calls with one key create one document and get one answer", async () => {
  const shop = await createTestShop().withProduct("MUG", {
    priceMinor: 100,
    onHandMilli: pieces(9),
  });
  const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000 }];
  const input = cart({ locationId: shop.locationId(), lines, expectedTotalMinor: 100 });
  const request = { route: "sales.ringUp", key: input.key, input };
  const sell = () => shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, input));
  const answers = await Promise.all(Array.from({ length: 40 }, sell));
  expect(new Set(answers.map((sale) => JSON.stringify(sale))).size).toBe(1);
  expect((await shop.level("MUG")).onHandMilli).toBe(pieces(8));
});

test("[fault E4] an API key does not get the stored answers of its user or of another API key", async () => {
  const shop = await shopWithOneMug();
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(5), costMinor: 1500 }];
  const input = delivery({ locationId, lines });
  const request = { route: "movements.receive", key: input.key, input };
  const owner = shop.as("owner");
  const asKey = (apiKeyId: number) => ({ ...owner, actor: { ...owner.actor, apiKeyId } });
  const receive = (who: typeof owner) =>
    shop.work.once(who, request, (ctx) => receiveGoods({ ...ctx, actor: owner.actor }, input));
  const first = await receive(owner);
  await expectRefusal(receive(asKey(1)), "key_reused", "key");
  expect(await receive(owner)).toEqual(first);
  const second = { ...request, key: newId() };
  const receiveAs = (who: typeof owner) =>
    shop.work.once(who, second, (ctx) =>
      receiveGoods({ ...ctx, actor: owner.actor }, { ...input, key: second.key }),
    );
  const byKey = await receiveAs(asKey(1));
  expect(await receiveAs(asKey(1))).toEqual(byKey);
  await expectRefusal(receiveAs(asKey(2)), "key_reused", "key");
});
