import { allocate } from "@daybook/contract/exact";
import type { InvoiceRow } from "./invoice-row.ts";
import { amountOf, pennyPrice } from "./invoice-row.ts";

/** Some of a row's pieces at one price in whole pennies. */
export interface PricedPieces {
  readonly pieces: number;
  readonly priceMinor: number;
}

/**
 * A row as lines with prices in whole pennies. Prices in whole pennies are unchanged. A finer price becomes two lines,
 * a penny apart, with the same pieces and the same total: 10 at 0.125 are 5 at 0.12 and 5 at 0.13.
 */
export function exactLines(row: InvoiceRow): PricedPieces[] {
  const pieces = Math.abs(row.pieces);
  const priceMinor = pennyPrice(row);
  if (priceMinor !== null) return [{ pieces, priceMinor }];
  const prices = allocate(amountOf(row), Array<number>(pieces).fill(1));
  const lines = new Map<number, number>();
  for (const price of prices) lines.set(price, (lines.get(price) ?? 0) + 1);
  return [...lines].map(([price, count]) => ({ pieces: count, priceMinor: price }));
}
