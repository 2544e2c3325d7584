import { expect, test } from "vitest";
import { isShown, nextSort } from "./grid-columns.ts";

test("a heading orders by its column, its usual direction first, and turns it round at the next press", () => {
  const price = { key: "price", largestFirst: true };
  const first = nextSort(price, null);
  expect(first).toEqual({ key: "price", descending: true });
  expect(nextSort(price, first)).toEqual({ key: "price", descending: false });
  expect(nextSort(price, nextSort(price, first))).toEqual(first);
  expect(nextSort({ key: "name" }, first)).toEqual({ key: "name", descending: false });
});

test("a column is shown as the person chose, a rare one only then, and the one that names the row always", () => {
  expect(isShown({ key: "stock" }, {})).toBe(true);
  expect(isShown({ key: "stock" }, { stock: false })).toBe(false);
  expect(isShown({ key: "cost", rare: true }, { stock: false })).toBe(false);
  expect(isShown({ key: "cost", rare: true }, { cost: true })).toBe(true);
  expect(isShown({ key: "name", fixed: true }, { name: false })).toBe(true);
});
