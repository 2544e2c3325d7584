import type { InvoiceRow } from "./invoice-row.ts";

/** Pieces of one sold line that were not returned yet. */
interface SoldPieces {
  readonly saleKey: string;
  readonly lineNo: number;
  left: number;
}

/** Pieces of one sold line that a cancellation returns. */
export interface ReturnedPieces {
  readonly saleKey: string;
  readonly lineNo: number;
  readonly pieces: number;
}

/**
 * The goods sold to customers, by customer, code and price: cancellations find their sale here. Invoices without a
 * customer are not included, because their returns cannot be matched.
 */
export class SoldPiecesBook {
  readonly #sold = new Map<string, SoldPieces[]>();

  sell(row: InvoiceRow, saleKey: string, lineNo: number): void {
    if (row.customerNo === null) return;
    const name = nameOf(row);
    const sold = this.#sold.get(name) ?? [];
    sold.push({ saleKey, lineNo, left: row.pieces });
    this.#sold.set(name, sold);
  }

  /** Assigns as much of a cancellation as possible, from the latest sale backwards. */
  returnGoods(row: InvoiceRow): { taken: ReturnedPieces[]; rest: number } {
    let rest = Math.abs(row.pieces);
    const taken: ReturnedPieces[] = [];
    if (row.customerNo === null) return { taken, rest };
    for (const sold of (this.#sold.get(nameOf(row)) ?? []).toReversed()) {
      const pieces = Math.min(sold.left, rest);
      if (pieces === 0) continue;
      sold.left -= pieces;
      rest -= pieces;
      taken.push({ saleKey: sold.saleKey, lineNo: sold.lineNo, pieces });
    }
    return { taken, rest };
  }
}

function nameOf(row: InvoiceRow): string {
  return [row.customerNo, row.code, row.priceE5].join("\n");
}
