import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatQuantity,
  isOnStep,
  LineMilli,
  MAX_MILLI,
  Milli,
  milli,
  MilliNonNegative,
  MilliPositive,
  MOST_LINE_MILLI,
  nearestOnStep,
  parseQuantity,
  pieces,
  quantityToDecimal,
  toBase,
  ZERO_MILLI,
} from "./quantity.ts";

const anyQuantity = fc.oneof(
  fc.integer({ min: -MAX_MILLI, max: MAX_MILLI }),
  fc.integer({ min: -5000, max: 5000 }),
);

test("[fault A6] a line has at most a million units", () => {
  for (const schema of [LineMilli, MilliNonNegative, MilliPositive]) {
    expect(schema.parse(MOST_LINE_MILLI)).toBe(MOST_LINE_MILLI);
    expect(schema.safeParse(MOST_LINE_MILLI + 1).error?.issues[0]?.message).toBe("line_too_large");
  }
  expect(LineMilli.safeParse(-MOST_LINE_MILLI - 1).success).toBe(false);
});

test("a quantity is an integer number of thousandths within its limits", () => {
  expect(Milli.parse(-MAX_MILLI)).toBe(-MAX_MILLI);
  expect(Milli.safeParse(MAX_MILLI + 1).error?.issues[0]?.message).toBe("quantity_too_large");
  expect(Milli.safeParse(0.5).error?.issues[0]?.message).toBe("quantity_not_exact");
  expect([MilliNonNegative.safeParse(0).success, MilliNonNegative.safeParse(-1).success]).toEqual([
    true,
    false,
  ]);
  expect([MilliPositive.safeParse(1).success, MilliPositive.safeParse(0).success]).toEqual([
    true,
    false,
  ]);
});

test("branding refuses a fraction of a thousandth and a quantity that is too large", () => {
  expect(pieces(3)).toBe(3000);
  expect(milli(-0)).toBe(ZERO_MILLI);
  expect(() => milli(0.1)).toThrow(RangeError);
  expect(() => milli(MAX_MILLI + 1)).toThrow(RangeError);
  expect(() => milli(Number.NaN)).toThrow(RangeError);
  expect(() => pieces(MAX_MILLI)).toThrow(RangeError);
});

test("[U1] half a piece does not match a step of whole pieces, and the nearest steps are named", () => {
  expect(isOnStep(2500, 1000)).toBe(false);
  expect(isOnStep(-2000, 1000)).toBe(true);
  expect(nearestOnStep(2500, 1000)).toEqual([2000, 3000]);
  expect(nearestOnStep(-2500, 1000)).toEqual([-3000, -2000]);
  expect(nearestOnStep(3000, 1000)).toEqual([3000, 3000]);
  expect(nearestOnStep(-500, 1000)).toEqual([-1000, 0]);
  expect(() => isOnStep(1, 0)).toThrow(RangeError);
  expect(() => nearestOnStep(1, -5)).toThrow(RangeError);
});

test("[U1] a case of twelve is twelve pieces, and a third of a piece has no quantity", () => {
  expect(toBase(pieces(2), 12, 1, 1000)).toBe(pieces(24));
  expect(toBase(pieces(6), 1, 12, 1000)).toBeNull();
  expect(toBase(pieces(6), 1, 12, 500)).toBe(500);
  expect(toBase(pieces(1), 1, 3, 1)).toBeNull();
  expect(toBase(pieces(3), 1, 3, 1000)).toBe(pieces(1));
  expect(toBase(pieces(-2), 12, 1, 1000)).toBe(pieces(-24));
});

test("[U1] one pack of 6.5 steps is exact, unlike the float 0.1540000001", () => {
  expect(toBase(154, 1, 1, 1)).toBe(154);
  expect(toBase(pieces(1), 2, 13, 1)).toBeNull();
  expect(toBase(pieces(13), 2, 13, 1000)).toBe(pieces(2));
});

test("a conversion that is too large has no result, and a unit must be a ratio of whole numbers", () => {
  expect(toBase(MAX_MILLI, 12, 1, 1)).toBeNull();
  expect(toBase(MAX_MILLI, 1_000_003, 1_000_003, 1)).toBe(MAX_MILLI);
  for (const bad of [0, -1, 0.5]) {
    expect(() => toBase(1000, bad, 1, 1)).toThrow(RangeError);
    expect(() => toBase(1000, 1, bad, 1)).toThrow(RangeError);
    expect(() => toBase(1000, 1, 1, bad)).toThrow(RangeError);
  }
});

test("a quantity shows decimals only if it has any", () => {
  const shown = [3000, 1250, -500, 1_234_567, 1, 0].map((quantity) =>
    formatQuantity(quantity, "en"),
  );
  expect(shown).toEqual(["3", "1.25", "\u22120.5", "1,234.567", "0.001", "0"]);
  expect(formatQuantity(1250, "de")).toBe("1,25");
  expect(formatQuantity(MAX_MILLI - 1, "en")).toBe("8,999,999,999,999.999");
  expect(formatQuantity(1000)).toBe(formatQuantity(1000));
  expect([3000, 10_000, 1250, -500, 0].map(quantityToDecimal)).toEqual([
    "3",
    "10",
    "1.25",
    "-0.5",
    "0",
  ]);
});

test("[U1] a text with more than three decimals, without a number or too large is not a quantity", () => {
  expect(["1.5", "0.001", "-2", "1.2500"].map(parseQuantity)).toEqual([1500, 1, -2000, 1250]);
  expect(["0.0001", "", "x", "1/3", "9000000000000.001"].map(parseQuantity)).toEqual(
    Array(5).fill(null),
  );
  expect(parseQuantity("9000000000000")).toBe(MAX_MILLI);
});

test("[U1] every quantity can be formatted and read back", () => {
  const property = fc.property(anyQuantity, (quantity) => {
    expect(parseQuantity(quantityToDecimal(quantity))).toBe(quantity + 0);
  });
  fc.assert(property, { numRuns: 500 });
});

test("[U1] the nearest steps enclose the quantity and are one step apart", () => {
  const small = fc.integer({ min: -1e12, max: 1e12 });
  const property = fc.property(small, fc.integer({ min: 1, max: 1e6 }), (quantity, step) => {
    const [below, above] = nearestOnStep(quantity, step);
    expect(below <= quantity && quantity <= above).toBe(true);
    expect([isOnStep(below, step), isOnStep(above, step)]).toEqual([true, true]);
    expect(above - below).toBe(isOnStep(quantity, step) ? 0 : step);
  });
  fc.assert(property, { numRuns: 500 });
});
