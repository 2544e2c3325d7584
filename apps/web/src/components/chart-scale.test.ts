import { expect, test } from "vitest";
import { axisTop, linePoints } from "./chart-scale.ts";

test("an axis ends at a round number above every bar, and half of it is a whole number", () => {
  expect([0, 1, 2, 3, 4_500, 18_673, 20_001, 100_000].map(axisTop)).toEqual([
    2, 2, 2, 4, 5_000, 20_000, 40_000, 100_000,
  ]);
});

test("a line goes from the lowest value to the highest, and skips days without a value", () => {
  expect(linePoints([10, null, 20, 15])).toBe("0,100 66.7,0 100,50");
  expect(linePoints([7, 7])).toBe("0,100 100,100");
  expect(linePoints([5])).toBe("0,100");
  expect(linePoints([null, null])).toBe("");
});
