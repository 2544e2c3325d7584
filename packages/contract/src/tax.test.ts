import fc from "fast-check";
import { assert, expect, test } from "vitest";
import { parseDecimal } from "./decimal.ts";
import { parseMinor } from "./money.ts";
import { exactTax, exactTaxByRate, splitTax, taxOn } from "./tax.ts";
import type { ExactFraction, TaxRateInput } from "./tax.ts";
import { workedExample } from "./testing/worked-example.ts";

const rate = (taxRateId: string, ppm: number, compound = false): TaxRateInput => ({
  taxRateId,
  ppm,
  compound,
});

interface OneRate {
  readonly price: string;
  readonly rate: string;
  readonly price_includes_tax: boolean;
}

/** Decimal text of the major unit as a fraction of cents, to compare with an exact tax. */
function cents(text: string): ExactFraction {
  const thousandths = parseDecimal(text, 4);
  assert(thousandths !== null);
  return { numerator: BigInt(thousandths), denominator: 100n };
}

function isEqual(a: ExactFraction, b: ExactFraction): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

function ppmOf(percent: string): number {
  return parseDecimal(percent, 4) ?? -1;
}

for (const id of ["tax-1", "tax-2"]) {
  const example = workedExample<OneRate, { tax_exact: string }>(id);
  test.skipIf(example === null)(`[T1] worked example ${id}: the tax before rounding`, () => {
    assert(example !== null);
    const { price, rate: percent, price_includes_tax } = example.input;
    const tax = exactTax(
      parseMinor(price, 2) ?? -1,
      [rate("vat", ppmOf(percent))],
      price_includes_tax,
    );
    expect(isEqual(tax, cents(example.expected.tax_exact))).toBe(true);
  });
}

test("[fault F6] half a cent of included tax is rounded to the net amount, half a cent of added tax to the tax", () => {
  const vat = [rate("vat", 200_000)];
  // Exactly 1.665, 16.545 and 4.995; see docs/decisions/0022.
  for (const [amount, tax] of [
    [999, 166],
    [9927, 1654],
    [2997, 499],
  ] as const) {
    expect(taxOn(amount, vat, true)).toBe(tax);
    expect(exactTax(amount, vat, true)).toEqual({
      numerator: BigInt(2 * tax + 1),
      denominator: 2n,
    });
  }
  // A cent more or less is no tie, and is rounded to the nearest.
  expect([9926, 9928].map((amount) => taxOn(amount, vat, true))).toEqual([1654, 1655]);
  expect(taxOn(25, [rate("vat", 100_000)], false)).toBe(3);
});

const published = workedExample<OneRate, { tax_exact: string }>("tax-1");
test.skipIf(published === null)(
  "[fault F6] worked example tax-1: a tie of included tax is rounded as in its source",
  () => {
    assert(published !== null);
    const price = parseMinor(published.input.price, 2) ?? -1;
    const tax = taxOn(price, [rate("vat", ppmOf(published.input.rate))], true);
    expect([tax, price - tax]).toEqual([166, 833]);
  },
);

interface CompoundRates {
  readonly price: string;
  readonly rates_in_order: { rate: string; compound: boolean }[];
  readonly price_includes_tax: boolean;
}

const compound = workedExample<CompoundRates, { taxes: string[] }>("tax-3");
test.skipIf(compound === null)(
  "[T1] worked example tax-3: a compound rate on top of the taxes before it",
  () => {
    assert(compound !== null);
    const { price, rates_in_order, price_includes_tax } = compound.input;
    const rates = rates_in_order.map((each) => rate(each.rate, ppmOf(each.rate), each.compound));
    const taxes = exactTaxByRate(parseMinor(price, 2) ?? -1, rates, price_includes_tax);
    expect(taxes).toHaveLength(compound.expected.taxes.length);
    taxes.forEach((tax, index) =>
      expect(isEqual(tax, cents(compound.expected.taxes[index] ?? ""))).toBe(true),
    );
    expect(exactTax(10_000, rates, false)).toEqual({ numerator: 2785n, denominator: 2n });
  },
);

test("a fraction of tax is in lowest terms, and no tax is zero over one", () => {
  expect(exactTax(999, [rate("vat", 200_000)], true)).toEqual({ numerator: 333n, denominator: 2n });
  expect(exactTax(0, [rate("vat", 200_000)], true)).toEqual({ numerator: 0n, denominator: 1n });
  expect(exactTax(-999, [rate("vat", 200_000)], true)).toEqual({
    numerator: -333n,
    denominator: 2n,
  });
  expect(exactTax(999, [], false)).toEqual({ numerator: 0n, denominator: 1n });
});

test("[T1] tax included in an amount is its remainder, not the rate times a rounded net", () => {
  expect(taxOn(50_000, [rate("vat", 100_000)], true)).toBe(4_545);
  expect(taxOn(2_490_000, [rate("gst", 280_000)], true)).toBe(544_687);
});

test("a compound rate beyond the exact range of floating point is still exact", () => {
  const rates = [rate("a", 99_991), rate("b", 99_989, true), rate("c", 99_971, true)];
  const amount = 987_654_321_987;
  const whole = 1_000_000n ** 3n;
  const factor = 1_099_991n * 1_099_989n * 1_099_971n;
  expect(taxOn(amount, rates, false)).toBe(
    Number((2n * BigInt(amount) * (factor - whole) + whole) / (2n * whole)),
  );
  expect(taxOn(amount, rates, true)).toBe(
    amount - Number((2n * BigInt(amount) * whole + factor) / (2n * factor)),
  );
});

test("a rate that is not a whole number of parts per million, or negative, is an error", () => {
  for (const ppm of [-1, 0.5, Number.NaN]) {
    expect(() => taxOn(100, [rate("x", ppm)], false)).toThrow(RangeError);
    expect(() => exactTax(100, [rate("x", ppm)], true)).toThrow(RangeError);
  }
});

test("rates of zero share a tax of zero", () => {
  expect(splitTax(0, [rate("a", 0), rate("b", 0)])).toEqual([0, 0]);
  expect(splitTax(0, [])).toEqual([]);
});

const anyRates = fc.array(
  fc.record({ taxRateId: fc.uuid(), ppm: fc.nat({ max: 500_000 }), compound: fc.boolean() }),
  { maxLength: 4 },
);

test("[T1] a rounded tax is within half a unit of the exact one, and its parts add up to it", () => {
  const property = fc.property(
    fc.nat({ max: 1e10 }),
    anyRates,
    fc.boolean(),
    (amount, rates, inclusive) => {
      const tax = taxOn(amount, rates, inclusive);
      const exact = exactTax(amount, rates, inclusive);
      const twiceApart = 2n * (BigInt(tax) * exact.denominator - exact.numerator);
      expect(twiceApart <= exact.denominator && -twiceApart <= exact.denominator).toBe(true);
      const parts = splitTax(tax, rates);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(tax);
      exactTaxByRate(amount, rates, inclusive).forEach((each, index) => {
        const apart = BigInt(parts[index] ?? -1) * each.denominator - each.numerator;
        expect(2n * (apart < 0n ? -apart : apart) < 3n * each.denominator).toBe(true);
      });
    },
  );
  fc.assert(property, { numRuns: 1000 });
});
