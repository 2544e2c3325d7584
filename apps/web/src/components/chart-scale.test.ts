import { expect, test } from "vitest";
import { axisTop } from "./chart-scale.ts";

test("an axis ends at a round number that holds every bar, and its half is a whole number", () => {
  expect([0, 1, 2, 3, 4_500, 18_673, 20_001, 100_000].map(axisTop)).toEqual([
    2, 2, 2, 4, 5_000, 20_000, 40_000, 100_000,
  ]);
});
