/** Adds up the data by day, month or country, like the expected figures. */
import type { InvoiceRow } from "./invoice-row.ts";
import type { BookedDocument, BookedMovement, ReadBack } from "./read-back.ts";

/** Money in pennies, refunds positive; goods in pieces, adjustments included. */
export interface Span {
  readonly invoices: ReadonlySet<string>;
  readonly units: number;
  readonly salesMinor: number;
  readonly refundsMinor: number;
}

const NOTHING: Span = { invoices: new Set(), units: 0, salesMinor: 0, refundsMinor: 0 };

interface OpenSpan extends Span {
  readonly invoices: Set<string>;
  units: number;
  salesMinor: number;
  refundsMinor: number;
}

type Cut = (of: BookedDocument | BookedMovement) => string;

export function spansBy(books: ReadBack, cut: Cut): ReadonlyMap<string, Span> {
  const spans = new Map<string, OpenSpan>();
  const spanOf = (of: BookedDocument | BookedMovement) => {
    const name = cut(of);
    const span = spans.get(name) ?? { ...NOTHING, invoices: new Set<string>() };
    spans.set(name, span);
    span.invoices.add(of.invoiceNo);
    return span;
  };
  for (const document of books.documents) {
    const span = spanOf(document);
    if (document.kind === "sale") span.salesMinor += document.totalMinor;
    else span.refundsMinor += document.totalMinor;
    span.units += piecesOf(document);
  }
  for (const adjustment of books.adjustments) spanOf(adjustment).units += adjustment.pieces;
  return spans;
}

/** The pieces that left the shop with a document; negative for a return. */
export function piecesOf(document: BookedDocument): number {
  const pieces = document.lines.reduce((sum, line) => sum + line.pieces, 0);
  return document.kind === "sale" ? pieces : -pieces;
}

export function spanNamed(spans: ReadonlyMap<string, Span>, name: string): Span {
  return spans.get(name) ?? NOTHING;
}

/** The contribution of rows that were left out: their invoices, if nothing else of them was recorded, and pieces. */
export function leftOutOf(
  rows: readonly InvoiceRow[],
  booked: ReadonlySet<string>,
): { invoices: number; units: number } {
  const invoices = new Set(rows.map((row) => row.invoiceNo).filter((no) => !booked.has(no)));
  return { invoices: invoices.size, units: rows.reduce((sum, row) => sum + row.pieces, 0) };
}
