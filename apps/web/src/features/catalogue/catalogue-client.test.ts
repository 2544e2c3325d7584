import { describe, expect, test } from "vitest";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { createCatalogueClient } from "./catalogue-client.ts";
import type { CatalogueClient } from "./catalogue-client.ts";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { catalogueRow } from "./testing/catalogue-row.ts";

const row = catalogueRow();

/** A worker that replies on demand. */
function connected(client = createCatalogueClient()) {
  const sent: ToWorker[] = [];
  const take = client.connect((message) => void sent.push(message));
  const answer = (fields: Partial<FromWorker & { kind: "answer" }> = {}) => {
    const ask = sent.shift();
    if (ask?.kind !== "ask") throw new Error("nothing was asked");
    take({ kind: "answer", id: ask.id, rows: [row], total: 1, version: 1, ...fields });
  };
  return { client, sent, take, answer };
}

test("responses are matched to their requests, in any order", async () => {
  const { client, sent, answer } = connected();
  const mug = client.search({ text: "mug" });
  const tea = client.search({ text: "tea" });
  sent.reverse();
  answer({ total: 7 });
  answer({ total: 3, rows: [] });
  expect(await mug).toMatchObject({ total: 3, rows: [] });
  expect(await tea).toMatchObject({ total: 7, rows: [row] });
});

test("an unknown code and an unknown id return nothing", async () => {
  const { client, take, answer } = connected();
  take({ kind: "state", state: "ready", current: true, count: 1, version: 1 });
  const found = [client.findByCode("x"), client.get("y")];
  answer({ rows: [] });
  answer();
  expect(await Promise.all(found)).toEqual([[], row]);
  expect(await client.getMany([])).toEqual([]);
});

test("a request sent before the worker is ready, or lost with it, is sent again", async () => {
  const client = createCatalogueClient();
  const early = client.search({ text: "mug" });
  const first = connected(client);
  expect(first.sent).toHaveLength(1);
  client.disconnect();
  const second = connected(client);
  first.answer({ total: 99 });
  second.answer({ total: 2 });
  expect(await early).toMatchObject({ total: 2 });
});

test("the version never decreases, also with a new worker", () => {
  const client = createCatalogueClient();
  const versions: number[] = [];
  client.subscribe(() => versions.push(client.version()));
  const first = connected(client);
  first.take({ kind: "state", state: "ready", current: true, count: 5, version: 8 });
  expect([client.state(), client.count()]).toEqual(["ready", 5]);
  client.disconnect();
  expect([client.state(), client.count()]).toEqual(["loading", 0]);
  const second = connected(client);
  second.take({ kind: "state", state: "ready", current: true, count: 5, version: 0 });
  first.take({ kind: "state", state: "failed", current: true, count: 0, version: 100 });
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
  expect(client.state()).toBe("ready");
});

test("a worker receives the parents of categories, also one that starts later", () => {
  const client = createCatalogueClient();
  client.sortCategories({ tea: "drinks" });
  const first = connected(client);
  client.sortCategories({ tea: null });
  expect(first.sent).toEqual([
    { kind: "categories", parents: { tea: "drinks" } },
    { kind: "categories", parents: { tea: null } },
  ]);
  expect(connected(client).sent).toEqual([{ kind: "categories", parents: { tea: null } }]);
});

describe("while the products are loading", () => {
  const come = (state: "loading" | "ready" | "failed") =>
    ({ kind: "state", state, current: true, count: 1, version: 1 }) as const;
  const asks = {
    "a code": (client: CatalogueClient) => client.findByCode("x"),
    "typed words": async (client: CatalogueClient) =>
      (await client.search({ text: "x", everyWord: true })).rows,
  };

  test.each(Object.entries(asks))(
    "[fault G6] %s: no code counts as unknown before all products are loaded, on every screen",
    async (_name, ask) => {
      const { client, sent, take, answer } = connected();
      let found: readonly CatalogueRow[] | undefined;
      void ask(client).then((rows) => (found = rows));
      answer({ rows: [] });
      await settle();
      take(come("loading"));
      await settle();
      answer({ rows: [] });
      await settle();
      expect(found).toBeUndefined();
      take(come("ready"));
      await settle();
      answer();
      await settle();
      expect(found).toEqual([row]);
      expect(sent).toEqual([]);
    },
  );

  test("[S1] a loaded product is found at once, and products that cannot be loaded are not waited for", async () => {
    const { client, take, answer } = connected();
    const early = client.findByCode("x");
    answer();
    expect(await early).toEqual([row]);
    const late = client.findByCode("y");
    answer({ rows: [] });
    await settle();
    take(come("failed"));
    await settle();
    answer({ rows: [] });
    expect(await late).toEqual([]);
  });

  test("[S1] a change that arrives during a search is not missed", async () => {
    const { client, take, answer } = connected();
    const found = client.findByCode("x");
    take(come("ready"));
    answer({ rows: [] });
    await settle();
    answer();
    expect(await found).toEqual([row]);
  });
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
