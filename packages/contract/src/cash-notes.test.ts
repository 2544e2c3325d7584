import { describe, expect, test } from "vitest";
import { likelyCash } from "./cash-notes.ts";

describe("suggested cash amounts", () => {
  test.each([
    ["GBP", 295, [300, 500, 1000, 2000, 5000]],
    ["GBP", 120, [200, 500, 1000, 2000, 5000]],
    ["EUR", 1240, [1300, 1500, 2000, 5000, 10_000]],
    ["USD", 8740, [9000, 10_000]],
    ["GBP", 2000, [5000]],
    ["JPY", 295, [300, 500, 1000, 5000, 10_000]],
    ["KWD", 2950, [3000, 5000, 10_000, 20_000]],
    // There is no note of 2 dinars, nor one of 2,000 yen in daily use.
    ["KWD", 26_594, [30_000, 40_000, 50_000]],
    ["JPY", 10_100, [11_000, 15_000, 20_000]],
    ["GBP", 12_730, [13_000, 14_000, 15_000, 20_000]],
  ])(
    "[fault G17] %s %i minor units: the notes customers usually pay with",
    (currency, due, sums) => {
      expect(likelyCash(due, currency)).toEqual(sums);
    },
  );

  test.each(["GBP", "KWD", "XXX"])(
    "are ascending and above the amount due, for any amount in %s",
    (code) => {
      for (let due = 1; due < 1e14; due = due * 3 + 1) {
        const sums = likelyCash(due, code);
        expect(sums.length).toBeGreaterThan(0);
        expect(sums.toSorted((a, b) => a - b)).toEqual(sums);
        expect(sums.every((sum) => sum > due && Number.isSafeInteger(sum))).toBe(true);
      }
    },
  );

  test("are empty if nothing is due", () => {
    expect(likelyCash(0, "GBP")).toEqual([]);
  });
});
