/** A whole number beyond what the books hold exactly. */
export class TooLargeError extends RangeError {
  override readonly name = "TooLargeError";
}

/**
 * The error for a number that is refused as an amount or a quantity: `TooLargeError` for a whole one, which somebody may
 * have come to by honest figures; a plain RangeError for anything else, which is a bug.
 */
export function rangeError(n: number, message: string): RangeError {
  const isWhole = Number.isInteger(n) || Math.abs(n) === Number.POSITIVE_INFINITY;
  return isWhole ? new TooLargeError(message) : new RangeError(message);
}
