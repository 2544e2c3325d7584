import { afterEach, beforeEach, expect, test } from "vitest";
import { TOPICS } from "@daybook/contract/topics";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { createLiveHub } from "./live-hub.ts";
import type { LiveHub, Viewer } from "./live-hub.ts";

let shop: TestShop;
let hub: LiveHub;
/** The last change before a test, which is where its viewers start. */
let start: number;
const problems: unknown[] = [];

beforeEach(async () => {
  shop = await createTestShop();
  hub = createLiveHub(shop.work, (problem) => problems.push(problem));
  start = await hub.lastSeq();
});
afterEach(async () => {
  hub.close();
  await shop.close();
  expect(problems).toEqual([]);
});

const change = (topic: Topic, ...ids: string[]) =>
  shop.write(async (ctx) => ctx.changed(topic, ...ids));

function view(more: Partial<Viewer> = {}) {
  return hub.subscribe({
    after: start,
    signal: undefined,
    sees: () => true,
    stillSignedIn: () => Promise.resolve(true),
    ...more,
  });
}

async function take(events: AsyncGenerator<LiveEvent, void>, count: number): Promise<LiveEvent[]> {
  const taken: LiveEvent[] = [];
  while (taken.length < count) {
    const next = await events.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

test("a subscriber receives every change made since it subscribed, in commit order", async () => {
  const events = view();
  const first = events.next();
  await change("products", "a");
  expect((await first).value).toMatchObject({ topic: "products", ids: ["a"] });
  await change("stock", "b");
  await change("sales", "c", "d");
  expect(await take(events, 2)).toMatchObject([
    { topic: "stock", ids: ["b"] },
    { topic: "sales", ids: ["c", "d"] },
  ]);
});

test("a subscriber without a position receives the changes made after it was registered", async () => {
  await change("products", "before");
  const events = view({ after: null });
  const first = events.next();
  const received = first.then(() => true);
  // Where it starts is read from the database: changes until then are none of its own.
  for (let n = 0; !(await Promise.race([received, change("stock", `${n}`)])); n++);
  expect((await first).value).toMatchObject({ topic: "stock" });
});

test("a subscriber that reconnects receives the missed changes, none lost and none twice", async () => {
  let after = start;
  const seen: number[] = [];
  for (let round = 0; round < 8; round++) {
    const writing = Promise.all(
      Array.from({ length: 40 }, (_, n) => change("stock", `${round}-${n}`)),
    );
    const controller = new AbortController();
    const events = view({ after, signal: controller.signal });
    // Goes away in the middle of the round, at another place each time.
    for (const event of await take(events, 5 * round + 1)) {
      seen.push(event.seq);
      after = event.seq;
    }
    controller.abort();
    await events.return();
    await writing;
  }
  const events = view({ after });
  for (const event of await take(events, 320 - seen.length)) seen.push(event.seq);
  await events.return();
  const written = await shop.read((ctx) =>
    ctx.db.select().from(ctx.t.outboxEvent).orderBy(ctx.t.outboxEvent.seq),
  );
  expect(seen).toEqual(written.map((row) => row.seq).filter((seq) => seq > start));
  expect(hub.clients).toBe(0);
});

test("a subscriber does not receive changes it may not read", async () => {
  const events = view({ sees: ({ topic }) => topic !== "customers" });
  const first = events.next();
  await change("customers", "secret");
  await change("products", "a");
  expect((await first).value).toMatchObject({ topic: "products" });
});

test("a subscriber far behind has to refetch everything", async () => {
  await shop.write(async (ctx) => {
    const rows = Array.from({ length: 500 }, () => ({ topic: "stock", ids: ["x"], at: 0 }));
    for (let n = 0; n < 21; n++) await ctx.db.insert(ctx.t.outboxEvent).values(rows);
  });
  const received = await take(view({ after: 1 }), TOPICS.length);
  expect(received.every((event) => event.ids.length === 0)).toBe(true);
  expect(new Set(received.map((event) => event.topic)).size).toBe(TOPICS.length);
  expect(new Set(received.map((event) => event.seq)).size).toBe(1);
});

test("a subscriber ahead of the last change followed another database, and has to refetch everything", async () => {
  await change("products", "a");
  const received = await take(view({ after: 1_000_000 }), TOPICS.length);
  expect(new Set(received.map(({ topic, ids }) => `${topic} ${ids.length}`)).size).toBe(
    TOPICS.length,
  );
  const events = view({ after: 1_000_000 });
  await take(events, TOPICS.length);
  await change("stock", "b");
  expect(await take(events, 1)).toMatchObject([{ topic: "stock", ids: ["b"] }]);
});

test("a subscriber that reads too slowly is disconnected, and loses nothing when it reconnects", async () => {
  const events = view();
  const first = events.next();
  await change("products", "a");
  const seen = [(await first).value];
  // It does not read while more happens than its queue holds.
  for (let n = 0; n < 3; n++) {
    await shop.write(async (ctx) => {
      const rows = Array.from({ length: 400 }, () => ({ topic: "stock", ids: ["x"], at: 0 }));
      await ctx.db.insert(ctx.t.outboxEvent).values(rows);
      ctx.changed("sales", "s");
    });
  }
  await hubIdle();
  const error = await readToTheEnd(events, seen).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "busy" });
  const last = seen.at(-1)?.seq ?? 0;
  const again = await take(view({ after: last }), 1203 + 1 - seen.length);
  const seqs = [...seen, ...again].map((event) => event?.seq ?? 0);
  expect(seqs).toEqual(Array.from({ length: 1204 }, (_, n) => (seqs[0] ?? 0) + n));
});

test("[US7] after sign-out a subscriber receives nothing more", async () => {
  let signedIn = true;
  const events = view({ stillSignedIn: () => Promise.resolve(signedIn) });
  const first = events.next();
  await change("products", "a");
  await first;
  signedIn = false;
  const next = events.next();
  hub.revalidate();
  await expect(next).rejects.toMatchObject({ code: "not_signed_in" });
  expect(hub.clients).toBe(0);
});

test("[US7] ending a user's sessions checks every connection at once, without a ping", async () => {
  const events = view({
    sees: ({ topic }) => topic === "products",
    stillSignedIn: () => Promise.resolve(false),
  });
  // Awaited for from the start: it may be refused before the change is answered.
  await Promise.all([
    expect(events.next()).rejects.toMatchObject({ code: "not_signed_in" }),
    change("users"),
  ]);
});

test("closing ends all subscriptions", async () => {
  const all = Array.from({ length: 20 }, () => view().next());
  await change("products", "a");
  await Promise.all(all);
  const waiting = view().next();
  hub.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

async function readToTheEnd(
  events: AsyncGenerator<LiveEvent, void>,
  seen: (LiveEvent | void)[],
): Promise<void> {
  for await (const event of events) seen.push(event);
}

/** The hub reads after the commit has answered; a turn of the event loop per page lets it finish. */
async function hubIdle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await shop.read((ctx) => ctx.db.select().from(ctx.t.shop));
}
