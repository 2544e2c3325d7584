import { afterEach, beforeEach, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { apiOf, callerAs } from "../testing/create-test-caller.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(5), costMinor: 1500 });
});
afterEach(async () => {
  apiOf(shop).services.live.close();
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

async function take(stream: AsyncIterable<unknown>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const one of stream) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}

const waste = () =>
  callerAs(shop, "owner").movements.waste({
    key: newId(),
    ...shop.at("MUG"),
    quantityMilli: 1000,
    reason: "damaged",
  });

test("a subscriber receives a change with the seq from which it can resume", async () => {
  const { lastSeq } = await callerAs(shop, "viewer").live.since({ after: 0 });
  await waste();
  const [event] = await take(
    await callerAs(shop, "viewer").live.changes({ lastEventId: lastSeq }),
    1,
  );
  // What tRPC sends for a tracked event: its id and the event itself.
  expect(event).toMatchObject([
    String(lastSeq + 1),
    { seq: lastSeq + 1, topic: "stock" },
    expect.anything(),
  ]);
});

test("[I1] a client without a socket polls and misses no change", async () => {
  const viewer = callerAs(shop, "viewer");
  const start = (await viewer.live.since({ after: 0 })).lastSeq;
  await waste();
  await waste();
  const seen: number[] = [];
  let after = start;
  for (let answer = await viewer.live.since({ after, limit: 1 }); answer.events.length > 0;) {
    seen.push(...answer.events.map((event) => event.seq));
    after = answer.lastSeq;
    answer = await viewer.live.since({ after, limit: 1 });
  }
  const all = await viewer.live.since({ after: start });
  expect(seen).toEqual(all.events.map((event) => event.seq));
  expect(all.events.every((event) => event.topic === "stock")).toBe(true);
  expect(all).toMatchObject({ lastSeq: after, complete: true });
});

test("[I1] a seq that this database never reached is answered as incomplete", async () => {
  expect(await callerAs(shop, "viewer").live.since({ after: 1_000_000 })).toMatchObject({
    events: [],
    complete: false,
  });
});

test("[US3] a stock clerk receives no changes of customers", async () => {
  const clerk = callerAs(shop, "stock_clerk");
  const { lastSeq } = await clerk.live.since({ after: 0 });
  await callerAs(shop, "owner").customers.create({ key: newId(), name: "Carla" });
  await waste();
  const { events } = await clerk.live.since({ after: lastSeq });
  expect(events.map((event) => event.topic)).toEqual(["stock"]);
});
