import { amountOf } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";

/** All decisions of the replay about the data. `README.md` gives the reasons. */
export const DECISIONS = {
  service: "code stands for no goods: booked as a service, without stock",
  foldedCode: "code written in another case: the product of the code in capitals",
  noCustomer: "invoice names no customer: booked without one",
  doubledLine: "invoice lists the code again: a line of its own",
  finePrice: "price finer than a penny: two lines a penny apart, pieces and amount exact",
  longInvoice: "invoice beyond 500 lines: rows booked in a second part",
  secondTime: "row a minute after its invoice's first: booked at the first time",
  adjustment: "price zero: a stock adjustment by the sign of the quantity",
  serviceAdjustment: "price zero on a service: left out, a service has no stock",
  badDebt: "price below zero: left out, neither goods nor a sale",
  matched: "cancellation taken back from earlier sales of the customer, code and price",
  partlyMatched: "cancellation larger than what those sales have left: the rest without a receipt",
  covered: "the part of such a cancellation that comes back to those sales",
  unmatched: "cancellation without any such sale: returned without a receipt",
  severalSales: "cancellation spread over several lines of sales: one more line for each",
  sameSoldLine: "cancellation of a sold line its invoice cancels already: added to that line",
  moreOpening: "product that needs more opening stock because an invoice is booked at one moment",
} as const;
export type DecisionId = keyof typeof DECISIONS;

export interface DecisionCount {
  readonly rows: number;
  /** With the sign of the file. */
  readonly pieces: number;
  readonly amountMinor: number;
}

const NONE: DecisionCount = { rows: 0, pieces: 0, amountMinor: 0 };

/** Counts decisions, by rows of the file, their pieces and their value. */
export class DecisionLog {
  readonly #counts = new Map<DecisionId, DecisionCount>();

  /** Counts a row; `rows` is not 1 for a decision about lines instead of rows. */
  count(id: DecisionId, row: InvoiceRow, rows = 1): void {
    this.add(id, { rows, pieces: row.pieces, amountMinor: amountOf(row) });
  }

  add(id: DecisionId, more: DecisionCount): void {
    const known = this.get(id);
    this.#counts.set(id, {
      rows: known.rows + more.rows,
      pieces: known.pieces + more.pieces,
      amountMinor: known.amountMinor + more.amountMinor,
    });
  }

  get(id: DecisionId): DecisionCount {
    return this.#counts.get(id) ?? NONE;
  }
}
