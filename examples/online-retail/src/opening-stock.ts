/** What each product must have before the first invoice, so that it never goes below zero. */
import { isService, kindOf } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import type { Planned } from "./planned.ts";

/** How far a level that starts at nothing falls. */
class Depths {
  readonly #levels = new Map<string, number>();
  readonly #needed = new Map<string, number>();

  move(code: string, pieces: number): void {
    const level = (this.#levels.get(code) ?? 0) + pieces;
    this.#levels.set(code, level);
    if (-level > (this.#needed.get(code) ?? 0)) this.#needed.set(code, -level);
  }

  needed(): ReadonlyMap<string, number> {
    return this.#needed;
  }
}

/**
 * Pieces needed by product code, row by row: sales take out, cancellations put back, rows with price zero change the
 * stock by their own sign. Codes that need nothing are not in it.
 */
export function openingByRows(rows: readonly InvoiceRow[]): ReadonlyMap<string, number> {
  const depths = new Depths();
  for (const row of rows) {
    const kind = kindOf(row);
    if (isService(row.code) || kind === "leftOut") continue;
    depths.move(row.code, kind === "adjustment" ? row.pieces : -row.pieces);
  }
  return depths.needed();
}

/** The same as the documents are booked: all lines of one at once, at the time of its first row. */
export function openingByDocuments(documents: readonly Planned[]): ReadonlyMap<string, number> {
  const depths = new Depths();
  for (const document of documents) {
    const changes = new Map<string, number>();
    for (const [code, pieces] of stockChanges(document)) {
      if (!isService(code)) changes.set(code, (changes.get(code) ?? 0) + pieces);
    }
    for (const [code, pieces] of changes) depths.move(code, pieces);
  }
  return depths.needed();
}

/** What a document does to the shelves, line by line: pieces in are positive. */
export function stockChanges(document: Planned): [code: string, pieces: number][] {
  switch (document.type) {
    case "adjustment":
      return [[document.sku, document.pieces]];
    case "sale":
      return document.lines.map((line) => [line.sku, -line.pieces]);
    case "return":
    case "returnWithoutReceipt":
      return document.lines.map((line) => [line.sku, line.pieces]);
  }
}
