import { numberSigns } from "@daybook/contract/typed-number";
import { expect, test } from "vitest";
import { createSearchEngine } from "../catalogue/search-rows.ts";
import { catalogueRow, idOf } from "../catalogue/testing/catalogue-row.ts";
import { CatalogueList } from "./catalogue-list.ts";
import { neighbourOf, rememberList } from "./last-list.ts";

const NAMES = ["Äpfel", "apple", "Honey", "honey", "Mug", "Tea 10", "Tea 9", "Zebra"];

function shelves() {
  const engine = createSearchEngine({ amounts: { exponent: 2, signs: numberSigns("en") } });
  engine.put(
    NAMES.map((name, at) => catalogueRow({ id: idOf(at + 1), name, priceMinor: 100 * (9 - at) })),
  );
  return {
    current: () => true,
    search: async (query: Parameters<typeof engine.search>[0]) => ({
      ...engine.search(query),
      version: 1,
    }),
    getMany: async (ids: readonly string[]) => ids.flatMap((id) => engine.get(id) ?? []),
  };
}

test("without a list, the next product is the next one by name, from the first to the last", async () => {
  const catalogue = shelves();
  const inOrder = (await catalogue.search({ text: "", sort: "name" })).rows;
  const [first] = inOrder;
  if (first === undefined) throw new Error("There are no products");
  const walked = [first];
  for (let at = await neighbourOf(catalogue, first, 1); at !== null;) {
    walked.push(at);
    at = await neighbourOf(catalogue, at, 1);
  }
  expect(walked.map(({ name }) => name)).toEqual(inOrder.map(({ name }) => name));
  expect(await neighbourOf(catalogue, first, -1)).toBeNull();
});

test("opened from a list, the next product is the next one of that list", async () => {
  const catalogue = shelves();
  const list = new CatalogueList(catalogue);
  await list.ask({ text: "", sort: "price" });
  rememberList(list);
  const mug = { id: idOf(5), name: "Mug" };
  expect((await neighbourOf(catalogue, mug, 1))?.name).toBe("honey");
  expect((await neighbourOf(catalogue, mug, -1))?.name).toBe("Tea 10");
});

test("a product that is in no list has no neighbour", async () => {
  const gone = { id: idOf(99), name: "Gone" };
  expect(await neighbourOf(shelves(), gone, 1)).toBeNull();
});
