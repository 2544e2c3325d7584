import { numberSigns } from "@daybook/contract/typed-number";
import { expect, test } from "vitest";
import type { CatalogueQuery } from "../catalogue/catalogue-query.ts";
import { createSearchEngine } from "../catalogue/search-rows.ts";
import { catalogueRow, idOf } from "../catalogue/testing/catalogue-row.ts";
import { CatalogueList } from "./catalogue-list.ts";

const BY_NAME = { text: "", sort: "name" } as const;

/** A list on a real search, with the recorded requests. */
function listOf(count: number) {
  const engine = createSearchEngine({ amounts: { exponent: 2, signs: numberSigns("en") } });
  const row = (number: number, fields: Record<string, unknown> = {}) =>
    catalogueRow({ id: idOf(number), name: nameOf(number), sku: `S${number}`, ...fields });
  engine.put(Array.from({ length: count }, (_, index) => row(index + 1)));
  const questions: CatalogueQuery[] = [];
  const now = { current: true, own: false };
  const searched = {
    current: () => now.current,
    search: async (query: CatalogueQuery) => {
      questions.push(query);
      return { ...engine.search(query), version: 1 };
    },
    getMany: async (ids: readonly string[]) => ids.flatMap((id) => engine.get(id) ?? []),
  };
  const list = new CatalogueList(searched, () => now.own);
  return { engine, row, list, questions, now };
}

const nameOf = (number: number) => `Product ${String(number).padStart(6, "0")}`;
const namesOf = (list: CatalogueList, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => list.state().rowAt(first + at)?.name);

test("[X1] of ten thousand products only those on screen are read", async () => {
  const { list, questions } = listOf(10_000);
  await list.ask(BY_NAME);
  expect(list.state().total).toBe(10_000);
  await shown(list, 4321, 4340);
  expect(namesOf(list, 4321, 4322)).toEqual([nameOf(4322), nameOf(4323)]);
  expect(list.state().rowAt(3000)).toBeUndefined();
  expect(questions.map(({ offset, limit }) => [offset, limit])).toEqual([
    [0, 100],
    [4300, 100],
  ]);
});

test("a change updates the content of a row and not its position", async () => {
  const { engine, row, list } = listOf(5);
  await list.ask(BY_NAME);
  engine.put([row(1, { name: "Zebra", version: 2 })]);
  await list.follow();
  expect(namesOf(list, 0, 4)).toEqual(["Zebra", ...[2, 3, 4, 5].map(nameOf)]);
  expect(list.state().waiting).toBe(5);
  await list.release();
  expect(namesOf(list, 0, 4)).toEqual([...[2, 3, 4, 5].map(nameOf), "Zebra"]);
  expect(list.state().waiting).toBe(0);
});

test("an unchanged row stays the same object", async () => {
  const { engine, row, list } = listOf(3);
  await list.ask(BY_NAME);
  const [first, second] = [list.state().rowAt(0), list.state().rowAt(1)];
  engine.put([row(1, { onHandMilli: 9000 }), row(2)]);
  await list.follow();
  expect(list.state().rowAt(0)).not.toBe(first);
  expect(list.state().rowAt(1)).toBe(second);
});

test("a new product is shown on request, or at once if the list is empty", async () => {
  const { engine, row, list } = listOf(0);
  await list.ask(BY_NAME);
  engine.put([row(1)]);
  await list.follow();
  expect(list.state()).toMatchObject({ total: 1, waiting: 0 });
  engine.put([row(2)]);
  await list.follow();
  expect(list.state()).toMatchObject({ total: 1, waiting: 1 });
});

test("one more product counts as one change, at whatever position", async () => {
  const { engine, row, list } = listOf(250);
  await list.ask(BY_NAME);
  engine.put([row(900, { name: "Aardvark" })]);
  await list.follow();
  expect(namesOf(list, 0, 0)).toEqual([nameOf(1)]);
  expect(list.state().waiting).toBe(1);
});

test("while products are loading the list grows without a request", async () => {
  const { engine, row, list, now } = listOf(2);
  now.current = false;
  await list.ask(BY_NAME);
  engine.put([row(3), row(4)]);
  now.current = true;
  await list.follow();
  expect(list.state()).toMatchObject({ total: 4, waiting: 0 });
});

test("[fault G16] the cached copy is replaced by the server's rows, in order and without a question", async () => {
  const { engine, row, list, now } = listOf(7);
  now.current = false;
  await list.ask(BY_NAME);
  now.current = true;
  engine.put([row(8, { name: "Aardvark" }), row(9), row(10), row(11)]);
  await list.follow();
  expect(list.state()).toMatchObject({ total: 11, waiting: 0 });
  expect(namesOf(list, 0, 1)).toEqual(["Aardvark", nameOf(1)]);
  engine.put([row(12)]);
  await list.follow();
  expect(list.state()).toMatchObject({ total: 11, waiting: 1 });
});

test("[fault G16] changes by the same user are shown at their position at once", async () => {
  const { engine, row, list, now } = listOf(3);
  await list.ask(BY_NAME);
  now.own = true;
  engine.put([row(4, { name: "Aardvark" })]);
  await list.follow();
  expect(list.state()).toMatchObject({ total: 4, waiting: 0 });
  expect(namesOf(list, 0, 1)).toEqual(["Aardvark", nameOf(1)]);
});

test("the response to an outdated request is discarded", async () => {
  const { list } = listOf(20);
  const slow = list.ask({ ...BY_NAME, text: "product 000003" });
  await Promise.all([list.ask({ ...BY_NAME, text: "product 000007" }), slow]);
  expect(namesOf(list, 0, 0)).toEqual([nameOf(7)]);
  expect(list.state().total).toBe(1);
});

test("the rows between two positions are known even if they were never on screen", async () => {
  const { list } = listOf(500);
  await list.ask(BY_NAME);
  const rows = await list.between(298, 300);
  expect(rows.map(({ name }) => name)).toEqual([299, 300, 301].map(nameOf));
  expect(await list.between(300, 298)).toEqual(rows);
});

/** Scrolls there and waits for the rows. */
async function shown(list: CatalogueList, first: number, last: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const leave = list.subscribe(() => {
      if (list.state().rowAt(last) === undefined) return;
      leave();
      resolve();
    });
    list.show(first, last);
  });
}
