import { expect, test } from "vitest";
import { gridMove } from "./grid-move.ts";

const size = { rows: 100_000, stops: 4, page: 20 };
const from = (row: number, stop = 1) => ({ row, stop });
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

test.each([
  ["ArrowDown", from(5), from(6)],
  ["ArrowUp", from(5), from(4)],
  ["PageDown", from(5), from(25)],
  ["PageUp", from(25), from(5)],
  ["ArrowRight", from(5), from(5, 2)],
  ["ArrowLeft", from(5), from(5, 0)],
  ["Home", from(5), from(5, 0)],
  ["End", from(5), from(5, 3)],
])("%s moves one step", (key, at, to) => {
  expect(gridMove(at, press(key), size)).toEqual(to);
});

test("with Ctrl, Home and End move to the first and the last row", () => {
  expect(gridMove(from(5), press("Home", true), size)).toEqual(from(0));
  expect(gridMove(from(5), press("End", true), size)).toEqual(from(99_999));
});

test("no key moves out of the grid", () => {
  expect(gridMove(from(0), press("ArrowUp"), size)).toEqual(from(0));
  expect(gridMove(from(3), press("PageUp"), size)).toEqual(from(0));
  expect(gridMove(from(99_999), press("ArrowDown"), size)).toEqual(from(99_999));
  expect(gridMove(from(0, 3), press("ArrowRight"), size)).toEqual(from(0, 3));
});

test("a letter does not move", () => {
  expect(gridMove(from(5), press("a"), size)).toBeNull();
});
