import fc from "fast-check";
import { assert, expect, test } from "vitest";
import { allocate, allocateExact, mulDiv, mulDivExact } from "./exact.ts";
import {
  cumulativeShare,
  formatMinor,
  Minor,
  minor,
  MinorNonNegative,
  MinorPositive,
  minorToDecimal,
  parseMinor,
  sumMinor,
  ZERO_MINOR,
} from "./money.ts";
import { TooLargeError } from "./too-large-error.ts";
import { workedExample } from "./testing/worked-example.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const anyInteger = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -20, max: 20 }));

test("an amount is a safe integer, and another number is refused with a rule", () => {
  expect(Minor.parse(-5)).toBe(-5);
  expect(Minor.safeParse(0.5).error?.issues[0]?.message).toBe("amount_not_whole");
  expect(Minor.safeParse(2 ** 53).success).toBe(false);
  expect(MinorNonNegative.parse(0)).toBe(0);
  expect(MinorNonNegative.safeParse(-1).success).toBe(false);
  expect(MinorPositive.parse(1)).toBe(1);
  expect(MinorPositive.safeParse(0).success).toBe(false);
});

test("branding refuses an invalid amount and drops a minus zero", () => {
  expect(() => minor(1.5)).toThrow(RangeError);
  expect(() => minor(2 ** 53)).toThrow(RangeError);
  expect(() => minor(Number.NaN)).toThrow(RangeError);
  expect(minor(-0)).toBe(0);
});

test("mulDiv rounds half away from zero on both sides of it", () => {
  const halves = [5, 15, 25, -5, -15, -25].map((n) => mulDiv(n, 1, 10));
  expect(halves).toEqual([1, 2, 3, -1, -2, -3]);
  expect([mulDiv(5, 1, -10), mulDiv(-5, 1, -10), mulDiv(4, 1, -10), mulDiv(0, -7, 3)]).toEqual([
    -1, 1, 0, 0,
  ]);
});

test("mulDiv is exact beyond 2^53, unlike floating point", () => {
  expect(mulDiv(MAX, MAX, MAX)).toBe(MAX);
  expect(mulDiv(MAX, 999_999, 1_000_000)).toBe(9_007_190_247_541_736);
  expect(mulDiv(-MAX, 3, 4)).toBe(-6_755_399_441_055_743);
});

test("mulDiv refuses an inexact input, a zero divisor and a result that is too large", () => {
  expect(() => mulDiv(1, 1, 0)).toThrow(RangeError);
  expect(() => mulDiv(MAX, MAX, 0)).toThrow(RangeError);
  expect(() => mulDiv(MAX, 2, 1)).toThrow(RangeError);
  for (const bad of [0.5, Number.NaN, Infinity, 2 ** 53]) {
    expect(() => mulDiv(bad, 1, 1)).toThrow(RangeError);
    expect(() => mulDiv(1, bad, 1)).toThrow(RangeError);
    expect(() => mulDiv(1, 1, bad)).toThrow(RangeError);
  }
  expect(() => mulDiv(0.5, 2, 1)).toThrow(RangeError);
});

test("mulDiv agrees with big integers for every pair of safe integers", () => {
  const property = fc.property(
    anyInteger,
    anyInteger,
    anyInteger.filter((n) => n !== 0),
    (a, b, divisor) => {
      const product = BigInt(a) * BigInt(b);
      const size = product < 0n ? -product : product;
      const by = BigInt(Math.abs(divisor));
      const rounded = (2n * size + by) / (2n * by);
      const expected = Number(product < 0n === divisor < 0 ? rounded : -rounded);
      if (!Number.isSafeInteger(expected)) expect(() => mulDiv(a, b, divisor)).toThrow(RangeError);
      else expect(mulDiv(a, b, divisor)).toBe(expected + 0);
      if (Number.isSafeInteger(expected)) {
        expect(mulDivExact(BigInt(a), BigInt(b), BigInt(divisor))).toBe(mulDiv(a, b, divisor));
      }
    },
  );
  fc.assert(property, { numRuns: 2000 });
});

test("a sum is an amount or is refused", () => {
  expect(sumMinor([])).toBe(ZERO_MINOR);
  expect(sumMinor([minor(3), minor(-5)])).toBe(-2);
  expect(() => sumMinor([minor(MAX), minor(1), minor(-1)])).toThrow(RangeError);
});

for (const id of ["split-1", "split-2", "split-3", "split-4"]) {
  const example = workedExample<{ weights: number[]; amount: number }, { parts: number[] }>(id);
  test.skipIf(example === null)(`[T5] worked example ${id} is split exactly`, () => {
    assert(example !== null);
    expect(allocate(example.input.amount, example.input.weights)).toEqual(example.expected.parts);
  });
}

test("[T5] ten over 19.99, 4.99 and 2.50 is 7.27, 1.82 and 0.91", () => {
  expect(allocate(1000, [1999, 499, 250])).toEqual([727, 182, 91]);
});

test("a remaining unit goes to the earlier part on a tie, and zero parts have no minus", () => {
  expect(allocate(1, [1, 1])).toEqual([1, 0]);
  expect(allocate(-1, [1, 1, 1])).toEqual([-1, 0, 0]);
  expect(allocate(10, [0, 3, 0, 3])).toEqual([0, 5, 0, 5]);
});

test("zero can be split over zero, another amount cannot", () => {
  expect(allocate(0, [])).toEqual([]);
  expect(allocateExact(0n, [])).toEqual([]);
  expect(() => allocate(5, [])).toThrow(RangeError);
  expect(() => allocateExact(5n, [])).toThrow(RangeError);
});

test("a weight must be a whole number of zero or more, and the total whole", () => {
  expect(() => allocate(5, [1, -1])).toThrow(RangeError);
  expect(() => allocate(5, [0.5])).toThrow(RangeError);
  expect(() => allocate(0.5, [1])).toThrow(RangeError);
});

test("allocation is exact if products and sums are beyond 2^53", () => {
  expect(allocate(MAX, [MAX, MAX, MAX])).toEqual([
    3_002_399_751_580_331, 3_002_399_751_580_330, 3_002_399_751_580_330,
  ]);
  expect(allocate(-MAX, [0, 0])).toEqual([-4_503_599_627_370_496, -4_503_599_627_370_495]);
  expect(allocateExact(-3n, [0n, 0n])).toEqual([-2, -1]);
});

test("[T5] parts add up to the total, keep its sign, and are within one unit of their exact share", () => {
  const weights = fc.array(fc.oneof(fc.nat(), fc.nat({ max: 3 }), fc.maxSafeNat()), {
    minLength: 1,
    maxLength: 12,
  });
  const property = fc.property(anyInteger, weights, (total, shares) => {
    const parts = allocate(total, shares);
    expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
    const even = shares.every((share) => share === 0);
    const exact = even ? shares.map(() => 1n) : shares.map(BigInt);
    const whole = exact.reduce((sum, share) => sum + share, 0n);
    parts.forEach((part, index) => {
      expect(Math.sign(part) * Math.sign(total)).toBeGreaterThanOrEqual(0);
      const distance = BigInt(part) * whole - BigInt(total) * (exact[index] ?? 0n);
      expect(distance < whole && -distance < whole).toBe(true);
    });
    expect(allocateExact(BigInt(total), exact)).toEqual(parts);
  });
  fc.assert(property, { numRuns: 1000 });
});

test("a discount no larger than its base never exceeds a part's own value", () => {
  const values = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 10 });
  const property = fc.property(values, fc.nat({ max: 10_000 }), (amounts, ppm) => {
    const whole = amounts.reduce((sum, amount) => sum + amount, 0);
    const parts = allocate(mulDiv(whole, ppm, 10_000), amounts);
    parts.forEach((part, index) => expect(part).toBeLessThanOrEqual(amounts[index] ?? 0));
  });
  fc.assert(property, { numRuns: 1000 });
});

test("a return in any number of steps adds up to the sale", () => {
  const paid: number[] = [];
  for (const units of [1, 2, 3])
    paid.push(
      cumulativeShare(
        1000,
        units,
        3,
        paid.reduce((a, b) => a + b, 0),
      ),
    );
  expect(paid).toEqual([333, 334, 333]);
});

test("any split of a document adds up to its amount and leaves zero", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 });
  const property = fc.property(anyInteger, cuts, (amount, steps) => {
    const whole = steps.reduce((sum, step) => sum + step, 0);
    let part = 0;
    let already = 0;
    for (const step of steps) {
      part += step;
      already += cumulativeShare(amount, part, whole, already);
    }
    expect(already).toBe(amount);
  });
  fc.assert(property);
});

test("an amount is formatted with its currency's decimals and a true minus", () => {
  expect(formatMinor(123_456, "EUR", "en")).toBe("€1,234.56");
  expect(formatMinor(-5, "EUR", "en")).toBe("\u2212€0.05");
  expect(formatMinor(1234, "JPY", "en")).toBe("¥1,234");
  expect(formatMinor(1234, "KWD", "en").replace(/\s/, " ")).toBe("KWD 1.234");
  expect(formatMinor(1234, "IQD", "en").replace(/\s/, " ")).toBe("IQD 1.234");
  expect(formatMinor(-123_456, "EUR", "de").replace(/\s/, " ")).toBe("\u22121.234,56 €");
  expect(formatMinor(100, "GBP")).toContain("1");
});

test("the largest amount is formatted to the last digit, and an unknown currency is an error", () => {
  expect(formatMinor(MAX, "USD", "en")).toBe("$90,071,992,547,409.91");
  expect(() => formatMinor(1, "ABC", "en")).toThrow("ABC is not a currency");
});

test("decimal text is read exactly, with any sign and spaces", () => {
  const texts = [
    "12",
    "12.3",
    "12.30",
    " .5 ",
    "5.",
    "-0.05",
    "\u22120.05",
    "+1",
    "1.500",
    "90071992547409.91",
  ];
  const read = texts.map((text) => parseMinor(text, 2));
  expect(read).toEqual([1200, 1230, 1230, 50, 500, -5, -5, 100, 150, MAX]);
  expect(parseMinor("1.005", 3)).toBe(1005);
  expect(parseMinor("1000", 0)).toBe(1000);
  expect(parseMinor("-0", 2)).toBe(0);
});

test("text that is not a number, has too many decimals or is too large is refused", () => {
  for (const text of [
    "",
    " ",
    ".",
    "-",
    "1,50",
    "1e3",
    "0x10",
    "1 000",
    "--1",
    "12.345",
    "abc",
    "90071992547409.92",
  ]) {
    expect(parseMinor(text, 2), text).toBeNull();
  }
  expect(parseMinor("1.5", 0)).toBeNull();
});

test("every amount can be formatted and read back", () => {
  const property = fc.property(anyInteger, fc.constantFrom(0, 2, 3, 4), (amount, exponent) => {
    expect(parseMinor(minorToDecimal(amount, exponent), exponent)).toBe(amount + 0);
  });
  fc.assert(property);
  expect(minorToDecimal(1230, 2)).toBe("12.30");
  expect(minorToDecimal(-5, 2)).toBe("-0.05");
  expect(minorToDecimal(7, 0)).toBe("7");
});

test("a whole number too large to be exact has another error than an invalid amount", () => {
  expect(() => minor(2 ** 53)).toThrow(TooLargeError);
  expect(() => sumMinor([minor(2 ** 53 - 1), minor(1)])).toThrow(TooLargeError);
  expect(() => mulDiv(2 ** 52, 2 ** 52, 1)).toThrow(TooLargeError);
  for (const bug of [0.5, Number.NaN]) {
    expect(() => minor(bug)).toThrow(RangeError);
    expect(() => minor(bug)).not.toThrow(TooLargeError);
  }
});
