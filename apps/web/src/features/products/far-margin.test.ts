import { expect, test } from "vitest";
import { farMargin } from "./far-margin.ts";

const fifth = { inclusive: true, rates: [{ taxRateId: "r", ppm: 200_000, compound: false }] };
const none = { inclusive: true, rates: [] };

test("[fault G14] a price far below its cost is questioned, by its margin without tax", () => {
  const goods = { priceMinor: 1200, basisMilli: 1000, unitCostMinor: 1600 };
  expect(farMargin(goods, fifth)).toBe(-600_000);
  expect(farMargin(goods, none)).toBeNull();
  // The price is for 100 g, the cost for a kilogram.
  expect(farMargin({ priceMinor: 1000, basisMilli: 100, unitCostMinor: 16_000 }, none)).toBe(
    -600_000,
  );
});

test("[fault G14] the limit is a loss of half the price; unknown costs are not questioned", () => {
  expect(farMargin({ priceMinor: 1000, basisMilli: 1000, unitCostMinor: 1500 }, none)).toBeNull();
  expect(farMargin({ priceMinor: 1000, basisMilli: 1000, unitCostMinor: null }, none)).toBeNull();
  expect(farMargin({ priceMinor: 0, basisMilli: 1000, unitCostMinor: 1500 }, none)).toBeNull();
  expect(farMargin({ priceMinor: 1, basisMilli: 1000, unitCostMinor: 1500 }, undefined)).toBeNull();
});
