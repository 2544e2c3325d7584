import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { cart } from "@daybook/core/testing/inputs";
import { startJobs } from "./jobs.ts";

const DAY = 24 * 3600_000;

const keysOf = (shop: TestShop) =>
  shop.work.read(shop.as("owner"), async (ctx) =>
    (await ctx.db.select().from(ctx.t.idempotencyKey)).map(({ key }) => key),
  );
const runsOf = (shop: TestShop) =>
  shop.work.read(shop.as("owner"), async (ctx) =>
    (await ctx.db.select().from(ctx.t.jobRun)).map(({ ranAt }) => ranAt),
  );

function sell(shop: TestShop) {
  const { productId, locationId } = shop.at("MUG");
  const lines = [{ productId, quantityMilli: pieces(1) }];
  const input = cart({ locationId, lines, expectedTotalMinor: 1000 });
  const request = { route: "sales.ringUp", key: input.key, input };
  return shop.work.once(shop.as("owner"), request, (ctx) => ringUpSale(ctx, input));
}

/** A computer that is only on for a moment. */
async function start(shop: TestShop): Promise<void> {
  const problems: unknown[] = [];
  const stop = startJobs(shop.work, (error) => problems.push(error));
  const { now } = shop.clock;
  await expect.poll(() => runsOf(shop)).toEqual([now, now, now, now, now]);
  stop();
  expect(problems).toEqual([]);
}

test("[fault F3] a computer that is off every night deletes old keys at its next start", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
  await sell(shop);
  await start(shop);
  expect(await keysOf(shop)).toHaveLength(1);
  shop.clock.now += 91 * DAY;
  await start(shop);
  expect(await keysOf(shop)).toEqual([]);
});

test("[fault F3] a clock that was set back does not delay the daily jobs", async () => {
  const shop = await createTestShop();
  await start(shop);
  shop.clock.now -= 2 * DAY;
  await start(shop);
});
