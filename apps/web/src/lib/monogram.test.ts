import { expect, test } from "vitest";
import { monogramOf } from "./monogram.ts";

test.each([
  ["Green tea", "GT"],
  ["mug", "M"],
  ["  “Crème” brûlée 200 g", "CB"],
  ["éclair", "É"],
  ["e\u0301clair", "E\u0301"],
  ["7 Up", "7U"],
  ["大吟醸 酒", "大酒"],
  ["Ärmel-Schoner", "ÄS"],
  ["🧀", "·"],
  ["", "·"],
])("[C7] the letters of %j are %s", (name, letters) => {
  expect(monogramOf(name)).toBe(letters);
});
