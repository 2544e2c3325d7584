import { expect, test } from "vitest";
import { isShown, nextSort } from "./grid-columns.ts";

test("a heading sorts by its column, in the usual direction first, and reverses it when pressed again", () => {
  const price = { key: "price", largestFirst: true };
  const first = nextSort(price, null);
  expect(first).toEqual({ key: "price", descending: true });
  expect(nextSort(price, first)).toEqual({ key: "price", descending: false });
  expect(nextSort(price, nextSort(price, first))).toEqual(first);
  expect(nextSort({ key: "name" }, first)).toEqual({ key: "name", descending: false });
});

test("a column is shown as the user chose, a rare one only then, and the one that names the row always", () => {
  expect(isShown({ key: "stock" }, {})).toBe(true);
  expect(isShown({ key: "stock" }, { stock: false })).toBe(false);
  expect(isShown({ key: "cost", rare: true }, { stock: false })).toBe(false);
  expect(isShown({ key: "cost", rare: true }, { cost: true })).toBe(true);
  expect(isShown({ key: "name", fixed: true }, { name: false })).toBe(true);
});
