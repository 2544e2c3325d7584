/** Exact integer arithmetic. Separate from the contracts, so a page can use it without zod. */
import { rangeError, TooLargeError } from "./too-large-error.ts";

/**
 * `R(a · b / divisor)`, where R rounds half away from zero. Exact for all safe integers, even if the product exceeds
 * 2^53. Used for money, quantities and shares. RangeError if an input is not a safe integer, the divisor is 0, or the
 * result is not a safe integer.
 */
export function mulDiv(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (!Number.isSafeInteger(product) || !Number.isSafeInteger(a) || !Number.isSafeInteger(b)) {
    return mulDivExact(toBigInt(a), toBigInt(b), toBigInt(divisor));
  }
  if (!Number.isSafeInteger(divisor) || divisor === 0)
    throw new RangeError(`Cannot divide by ${divisor}`);
  const rest = product % divisor;
  // Exact: the dividend is a multiple of the divisor, and both are safe integers. Adding 0 turns -0 into 0.
  const quotient = (product - rest) / divisor + 0;
  if (2 * Math.abs(rest) < Math.abs(divisor)) return quotient;
  return product < 0 === divisor < 0 ? quotient + 1 : quotient - 1;
}

/** `mulDiv` for factors that are themselves beyond 2^53, such as compound tax rates. Same rounding, same errors. */
export function mulDivExact(a: bigint, b: bigint, divisor: bigint): number {
  if (divisor === 0n) throw new RangeError("Cannot divide by 0");
  const product = a * b;
  const quotient = product / divisor;
  const rest = product % divisor;
  const away = 2n * absolute(rest) >= absolute(divisor);
  const step = product < 0n === divisor < 0n ? 1n : -1n;
  return toSafeNumber(away ? quotient + step : quotient);
}

/**
 * Splits `total` into integer parts in proportion to `weights`. The parts add up to `total` exactly: each part is
 * rounded towards zero, and the remaining units go to the largest remainders, the earlier one on a tie (Hamilton's
 * method). Parts have the sign of the total; if all weights are zero, they count as equal. With `|total| <= Σ
 * weights`, no part exceeds its weight.
 * RangeError for a negative weight, a number that is not a safe integer, or a non-zero total without weights.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  let sum = 0;
  let largest = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0)
      throw new RangeError(`${weight} is not a weight`);
    sum += weight;
    if (weight > largest) largest = weight;
  }
  if (sum === 0 && weights.length > 0)
    return allocate(
      total,
      weights.map(() => 1),
    );
  const size = Math.abs(total);
  if (
    !Number.isSafeInteger(size * largest) ||
    !Number.isSafeInteger(sum) ||
    !Number.isSafeInteger(total)
  ) {
    return allocateExact(toBigInt(total), weights.map(BigInt));
  }
  if (sum === 0) return refuseToCarry(total);
  const rests: number[] = [];
  let left = size;
  const parts = weights.map((weight) => {
    const product = size * weight;
    const rest = product % sum;
    const part = (product - rest) / sum;
    rests.push(rest);
    left -= part;
    return part;
  });
  if (left > 0) giveToLargest(parts, rests, left);
  return total < 0 ? negate(parts) : parts;
}

/** `allocate` for weights beyond 2^53. Weights must not be negative. */
export function allocateExact(total: bigint, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n && weights.length > 0)
    return allocateExact(
      total,
      weights.map(() => 1n),
    );
  if (sum === 0n) return refuseToCarry(Number(total));
  const size = absolute(total);
  const parts = weights.map((weight) => toSafeNumber((size * weight) / sum));
  const rests = weights.map((weight) => (size * weight) % sum);
  const left = size - parts.reduce((a, b) => a + BigInt(b), 0n);
  if (left > 0n) giveToLargest(parts, rests, Number(left));
  return total < 0n ? negate(parts) : parts;
}

function giveToLargest(parts: number[], rests: readonly (number | bigint)[], left: number): void {
  const order = rests.map((rest, index) => ({ rest, index }));
  order.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
}

function refuseToCarry(total: number): number[] {
  if (total === 0) return [];
  throw new RangeError(`There is nothing to split ${total} over`);
}

function negate(parts: readonly number[]): number[] {
  return parts.map((part) => (part === 0 ? 0 : -part));
}

function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function toBigInt(n: number): bigint {
  if (!Number.isSafeInteger(n)) throw rangeError(n, `${n} is not a safe integer`);
  return BigInt(n);
}

function toSafeNumber(n: bigint): number {
  const result = Number(n);
  if (!Number.isSafeInteger(result)) throw new TooLargeError(`${n} is too large to be exact`);
  return result;
}
