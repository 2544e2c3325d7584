import { expect, test } from "vitest";
import { createCatalogueClient } from "./catalogue-client.ts";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { catalogueRow } from "./testing/catalogue-row.ts";

const row = catalogueRow();

/** A worker that answers when told to. */
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

test("answers reach their own questions, in whatever order they come", async () => {
  const { client, sent, answer } = connected();
  const mug = client.search({ text: "mug" });
  const tea = client.search({ text: "tea" });
  sent.reverse();
  answer({ total: 7 });
  answer({ total: 3, rows: [] });
  expect(await mug).toMatchObject({ total: 3, rows: [] });
  expect(await tea).toMatchObject({ total: 7, rows: [row] });
});

test("a code and an id that are unknown are nothing", async () => {
  const { client, answer } = connected();
  const found = [client.findByCode("x"), client.get("y")];
  answer({ rows: [] });
  answer();
  expect(await Promise.all(found)).toEqual([[], row]);
  expect(await client.getMany([])).toEqual([]);
});

test("a question asked before the worker is there, or lost with it, is asked again", async () => {
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

test("the version never goes back, also with a new worker", () => {
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

test("a worker learns which category lies in which, also one that comes later", () => {
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
