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
/** So often, if need be, until a kill has fallen between a commit and its answer. */
const MOST_KILLS = 4 * KILLS;
const CLIENTS = 8;
const folder = dataFolder();
const storeUrl = `file:${join(folder.path, "daybook.db")}`;
let server: ChildServer;
afterAll(async () => {
  await server.end("SIGKILL");
  folder.remove();
});

interface Booked {
  /** Keys whose sale was answered, with the answer. */
  readonly acknowledged: Map<string, string>;
  /** Keys that were sent and not answered. */
  readonly open: Set<string>;
}

/** Sells until the line breaks; keys that an earlier life of the server left open are sent again first. */
async function sellUntilCut(
  till: Till,
  place: Place,
  booked: Booked,
  retries: string[],
): Promise<void> {
  for (;;) {
    const key = retries.pop() ?? newId();
    booked.open.add(key);
    try {
      const { status, text } = await till.sell(place, key);
      if (status !== 200) throw new Error(`a sale was answered ${status}: ${text}`);
      booked.acknowledged.set(key, JSON.parse(text).id);
      booked.open.delete(key);
    } catch (error) {
      if (error instanceof Error && "code" in error) return;
      throw error;
    }
  }
}

/** The public ids of all sales by key, read from the file itself. */
async function salesByKey(): Promise<Map<string, string>> {
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

/** What a proof of the file finds wrong. */
async function wrongEquations() {
  const { checks } = await verifyStore(storeUrl);
  return checks.filter(({ mismatches }) => mismatches > 0);
}

test(`[O11] killed ${KILLS} times while ${CLIENTS} tills sell, it loses no answered sale and books none twice`, async () => {
  server = await startChild({ dataFolder: folder.path });
  const owner = await Till.open(server.port, server.setupToken);
  const place = await owner.stock("MUG", 100_000);
  const booked: Booked = { acknowledged: new Map(), open: new Set() };
  let replayed = 0;
  for (let kill = 0; kill < KILLS || (replayed === 0 && kill < MOST_KILLS); kill++) {
    const retries = [...booked.open];
    const known = await salesByKey();
    replayed += retries.filter((key) => known.has(key)).length;
    const tills = Array.from({ length: CLIENTS }, () => owner.at(server.port));
    const before = booked.acknowledged.size;
    const selling = tills.map((till) => sellUntilCut(till, place, booked, retries));
    // A different number of answered sales each time, so that the cut falls at ever other moments of the work.
    await expect
      .poll(() => booked.acknowledged.size - before, { interval: 1 })
      .toBeGreaterThan(kill % 25);
    await server.end("SIGKILL");
    await Promise.all(selling);
    for (const till of tills) till.close();
    const sales = await salesByKey();
    for (const [key, id] of booked.acknowledged) expect(sales.get(key)).toBe(id);
    if (kill % 10 === 9) expect(await wrongEquations()).toEqual([]);
    server = await startChild({ dataFolder: folder.path });
  }
  const till = owner.at(server.port);
  for (const key of booked.open) expect((await till.sell(place, key)).status).toBe(200);
  const sales = await salesByKey();
  expect(sales.size).toBe(booked.acknowledged.size + booked.open.size);
  const product = await till.get(`/api/products/${place.productId}`);
  expect(product["onHandMilli"]).toBe((100_000 - sales.size) * 1000);
  expect(await wrongEquations()).toEqual([]);
  // Some sales were committed and cut off before their answer; their keys were answered with the sale they had made.
  expect(replayed).toBeGreaterThan(0);
  till.close();
}, 240_000);
