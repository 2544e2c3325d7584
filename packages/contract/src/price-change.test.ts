import fc from "fast-check";
import { expect, test } from "vitest";
import { changedPrice, PRICE_ROUNDINGS } from "./price-change.ts";

test.each([
  ["exact", 999, 50_000, 1049],
  ["to_5", 1049, 0, 1050],
  ["to_5", 1047, 0, 1045],
  ["to_10", 1045, 0, 1050],
  ["to_whole", 1049, 0, 1000],
  ["to_whole", 1050, 0, 1100],
  ["to_99", 1049, 0, 1099],
  ["to_99", 1048, 0, 999],
  ["to_99", 3, 0, 99],
  ["to_95", 1050, 0, 1095],
  ["to_99", 0, 50_000, 0],
  ["to_99", 500, -1_000_000, 0],
] as const)("[fault G13] %s: %d changed by %d ppm is %d", (rounding, price, ppm, changed) => {
  expect(changedPrice(price, { ppm, rounding }, 2)).toBe(changed);
});

test("[fault G13] a currency without minor units, and one with three decimals, round to their own units", () => {
  expect(changedPrice(1234, { ppm: 0, rounding: "to_99" }, 0)).toBe(1199);
  expect(changedPrice(1234, { ppm: 0, rounding: "to_whole" }, 0)).toBe(1234);
  expect(changedPrice(12_345, { ppm: 0, rounding: "to_95" }, 3)).toBe(11_950);
});

test("[fault G13] a rounded price is at most one unit of its rule from the exact one", () => {
  const most = { exact: 0, to_5: 2, to_10: 5, to_whole: 50, to_99: 99, to_95: 95 };
  const price = fc.integer({ min: 0, max: 1e9 });
  const ppm = fc.integer({ min: -1_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(price, ppm, fc.constantFrom(...PRICE_ROUNDINGS), (priceMinor, change, rounding) => {
      const exact = changedPrice(priceMinor, { ppm: change, rounding: "exact" }, 2);
      const rounded = changedPrice(priceMinor, { ppm: change, rounding }, 2);
      expect(rounded).toBeGreaterThanOrEqual(0);
      expect(Math.abs(rounded - exact)).toBeLessThanOrEqual(most[rounding]);
    }),
  );
});
