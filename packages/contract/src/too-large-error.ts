/** A whole number that is too large to be stored exactly. */
export class TooLargeError extends RangeError {
  override readonly name = "TooLargeError";
}

/**
 * The error for a number that is not a valid amount or quantity: `TooLargeError` for a whole number, which can result
 * from valid input; a plain RangeError for anything else, which is a bug.
 */
export function rangeError(n: number, message: string): RangeError {
  const isWhole = Number.isInteger(n) || Math.abs(n) === Number.POSITIVE_INFINITY;
  return isWhole ? new TooLargeError(message) : new RangeError(message);
}
