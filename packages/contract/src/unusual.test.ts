import fc from "fast-check";
import { expect, test } from "vitest";
import { isFarAmount, isFarChange, isFarQuantity } from "./unusual.ts";

test("[fault G14] a cost with extra digits is far from the one before, an ordinary rise is not", () => {
  expect(isFarAmount(1_617_080, 280)).toBe(true);
  expect(isFarAmount(300, 280)).toBe(false);
  expect(isFarAmount(56, 280)).toBe(true);
  expect(isFarAmount(280, null)).toBe(false);
  expect(isFarAmount(Number.NaN, 280)).toBe(false);
});

test("[fault G14] 61 after 1 is far, six after one is not", () => {
  expect(isFarQuantity(61_000, 1000)).toBe(true);
  expect(isFarQuantity(6000, 1000)).toBe(false);
  expect(isFarQuantity(61_000, null)).toBe(false);
});

test("[fault G14] prices five times as high, or a fifth, are questioned", () => {
  expect(isFarChange(4_000_000)).toBe(true);
  expect(isFarChange(-800_000)).toBe(true);
  expect(isFarChange(100_000)).toBe(false);
});

test("[fault G14] the comparison is the same in both directions", () => {
  const amounts = fc.integer({ min: 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      expect(isFarAmount(a, b)).toBe(isFarAmount(b, a));
    }),
  );
});
