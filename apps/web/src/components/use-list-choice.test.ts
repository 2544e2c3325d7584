import { expect, test } from "vitest";
import { nextOption } from "./use-list-choice.ts";

test("the arrow keys move through a list and wrap around; the first press of Up goes to the end", () => {
  expect([-1, 0, 1, 2].map((active) => nextOption(active, 1, 3))).toEqual([0, 1, 2, 0]);
  expect([-1, 0, 1, 2].map((active) => nextOption(active, -1, 3))).toEqual([2, 2, 0, 1]);
  expect([nextOption(-1, 1, 0), nextOption(-1, -1, 0)]).toEqual([-1, -1]);
});
