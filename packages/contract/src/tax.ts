import { allocate, allocateExact, mulDiv, mulDivExact } from "./exact.ts";

/** Parts per million: tax rates and percentages are whole numbers of these (20 % = 200 000). */
export const PPM = 1_000_000;

const PPM_EXACT = BigInt(PPM);

/**
 * A tax rate of a line, in the order of its tax class. `ppm` is in parts per million, a whole number, zero or more. A
 * compound rate applies to the net amount plus the taxes before it, any other to the net amount.
 */
export interface TaxRateInput {
  readonly taxRateId: string;
  readonly ppm: number;
  readonly compound: boolean;
}

/** An exact fraction in lowest terms; the denominator is above zero. */
export interface ExactFraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The tax on an amount, rounded once (R = half away from zero). `inclusive` means that the amount includes the tax:
 * then `net = R(amount / (1 + r))` and the tax is the remainder, because `R(net · r)` would not add up to the amount.
 * Otherwise `tax = R(amount · r)`. `r` is the sum of the rates, with compound ones calculated exactly.
 */
export function taxOn(
  amountMinor: number,
  rates: readonly TaxRateInput[],
  inclusive: boolean,
): number {
  if (rates.some((rate) => rate.compound)) return compoundTaxOn(amountMinor, rates, inclusive);
  let ppm = 0;
  for (const rate of rates) ppm += checkedPpm(rate);
  return inclusive
    ? amountMinor - mulDiv(amountMinor, PPM, PPM + ppm)
    : mulDiv(amountMinor, ppm, PPM);
}

/** Splits a rounded tax among its rates by largest remainder, weighted by the exact tax of each; in their order. */
export function splitTax(taxMinor: number, rates: readonly TaxRateInput[]): number[] {
  if (rates.length === 1) return [taxMinor];
  if (rates.some((rate) => rate.compound))
    return allocateExact(BigInt(taxMinor), compoundShares(rates).shares);
  return allocate(taxMinor, rates.map(checkedPpm));
}

/** The tax on an amount before any rounding, in minor units. */
export function exactTax(
  amountMinor: number,
  rates: readonly TaxRateInput[],
  inclusive: boolean,
): ExactFraction {
  const { shares, whole } = compoundShares(rates);
  return exactShare(amountMinor, sum(shares), inclusive ? whole + sum(shares) : whole);
}

/** The tax of each rate before any rounding, in minor units and in the order of the rates. */
export function exactTaxByRate(
  amountMinor: number,
  rates: readonly TaxRateInput[],
  inclusive: boolean,
): ExactFraction[] {
  const { shares, whole } = compoundShares(rates);
  const divisor = inclusive ? whole + sum(shares) : whole;
  return shares.map((share) => exactShare(amountMinor, share, divisor));
}

/** The tax of each rate on a net amount of `whole`, exactly. */
function compoundShares(rates: readonly TaxRateInput[]): { shares: bigint[]; whole: bigint } {
  let shares: bigint[] = [];
  let whole = 1n;
  for (const rate of rates) {
    // Each rate adds a division by a million, so all earlier values are scaled to the new denominator first.
    const ppm = BigInt(checkedPpm(rate));
    const share = (rate.compound ? whole + sum(shares) : whole) * ppm;
    shares = [...shares.map((earlier) => earlier * PPM_EXACT), share];
    whole *= PPM_EXACT;
  }
  return { shares, whole };
}

function compoundTaxOn(
  amountMinor: number,
  rates: readonly TaxRateInput[],
  inclusive: boolean,
): number {
  const { shares, whole } = compoundShares(rates);
  const amount = BigInt(amountMinor);
  return inclusive
    ? amountMinor - mulDivExact(amount, whole, whole + sum(shares))
    : mulDivExact(amount, sum(shares), whole);
}

function exactShare(amountMinor: number, share: bigint, divisor: bigint): ExactFraction {
  const numerator = BigInt(amountMinor) * share;
  const common = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, divisor);
  return { numerator: numerator / common, denominator: divisor / common };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n);
}

function checkedPpm(rate: TaxRateInput): number {
  if (!Number.isSafeInteger(rate.ppm) || rate.ppm < 0)
    throw new RangeError(`${rate.ppm} is not a tax rate`);
  return rate.ppm;
}
