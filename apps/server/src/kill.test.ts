import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { openStore } from "@daybook/db/open-store";
import { dataFolder, startChild } from "./testing/child-server.ts";
import type { ChildServer } from "./testing/child-server.ts";
import { Till } from "./testing/trade.ts";
import type { Place } from "./testing/trade.ts";
import { verifyStore } from "./verify-store.ts";

const KILLS = 50;
/** Side by side, each with a part of the kills: a start mostly waits. */
const SHOPS = 2;
/** The maximum number of attempts until a kill happens between a commit and its response. */
const MOST_KILLS = 4 * KILLS;
const CLIENTS = 8;

const shops = Array.from({ length: SHOPS }, () => {
  const folder = dataFolder();
  return { folder, storeUrl: `file:${join(folder.path, "daybook.db")}` };
});
type Shop = (typeof shops)[number];
const running = new Map<Shop, ChildServer>();
afterAll(async () => {
  for (const server of running.values()) await server.end("SIGKILL");
  for (const { folder } of shops) folder.remove();
});

async function start(shop: Shop): Promise<ChildServer> {
  const server = await startChild({ dataFolder: shop.folder.path });
  running.set(shop, server);
  return server;
}

interface Recorded {
  /** Keys whose sale was answered, with the answer. */
  readonly acknowledged: Map<string, string>;
  /** Keys that were sent and not answered. */
  readonly open: Set<string>;
}

/** Makes sales until the connection breaks; first retries unanswered keys of earlier runs. */
async function sellUntilCut(
  till: Till,
  place: Place,
  recorded: Recorded,
  retries: string[],
): Promise<void> {
  for (;;) {
    const key = retries.pop() ?? newId();
    recorded.open.add(key);
    try {
      const { status, text } = await till.sell(place, key);
      if (status !== 200) throw new Error(`a sale was answered ${status}: ${text}`);
      recorded.acknowledged.set(key, JSON.parse(text).id);
      recorded.open.delete(key);
    } catch (error) {
      if (error instanceof Error && "code" in error) return;
      throw error;
    }
  }
}

/** The public ids of all sales by key, read from the file. */
async function salesByKey({ storeUrl }: Shop): Promise<Map<string, string>> {
  const store = await openStore({ url: storeUrl, readOnly: true, migrate: false });
  try {
    const rows = await store.read((tx) =>
      tx.db.select({ key: tx.t.sale.key, id: tx.t.sale.publicId }).from(tx.t.sale),
    );
    const found = new Map(rows.map(({ key, id }) => [key, id]));
    expect(found.size).toBe(rows.length);
    return found;
  } finally {
    await store.close();
  }
}

/** The failed checks of a verification of the file. */
async function wrongEquations({ storeUrl }: Shop) {
  const { checks } = await verifyStore(storeUrl);
  return checks.filter(({ mismatches }) => mismatches > 0);
}

/** Sales that were committed before the kill and whose retry returned them. */
let replayed = 0;

/** Makes sales and kills the server repeatedly; then retries open keys, and compares every answer with the database. */
async function tradeThroughKills(shop: Shop): Promise<void> {
  let server = await start(shop);
  const owner = await Till.open(server.port, server.setupToken);
  const place = await owner.stock("MUG", 100_000);
  const recorded: Recorded = { acknowledged: new Map(), open: new Set() };
  let sales = new Map<string, string>();
  const isEnough = (kills: number) =>
    kills >= KILLS / SHOPS && (replayed > 0 || kills >= MOST_KILLS / SHOPS);
  for (let kill = 0; !isEnough(kill); kill++) {
    const retries = [...recorded.open];
    for (const key of retries) if (sales.has(key)) replayed += 1;
    const tills = Array.from({ length: CLIENTS }, () => owner.at(server.port));
    const before = recorded.acknowledged.size;
    const selling = tills.map((till) => sellUntilCut(till, place, recorded, retries));
    // A different number of answered sales each time, so the kill happens at different points.
    await expect
      .poll(() => recorded.acknowledged.size - before, { interval: 1 })
      .toBeGreaterThan(kill % 25);
    await server.end("SIGKILL");
    await Promise.all(selling);
    for (const till of tills) till.close();
    sales = await salesByKey(shop);
    for (const [key, id] of recorded.acknowledged) expect(sales.get(key)).toBe(id);
    if (kill % 10 === 9) expect(await wrongEquations(shop)).toEqual([]);
    server = await start(shop);
  }
  const till = owner.at(server.port);
  for (const key of recorded.open) expect((await till.sell(place, key)).status).toBe(200);
  sales = await salesByKey(shop);
  expect(sales.size).toBe(recorded.acknowledged.size + recorded.open.size);
  const product = await till.get(`/api/products/${place.productId}`);
  expect(product["onHandMilli"]).toBe((100_000 - sales.size) * 1000);
  expect(await wrongEquations(shop)).toEqual([]);
  till.close();
}

test(`[O11] killed ${KILLS} times while ${CLIENTS} tills sell, it loses no acknowledged sale and records none twice`, async () => {
  await Promise.all(shops.map(tradeThroughKills));
  expect(replayed).toBeGreaterThan(0);
}, 240_000);
