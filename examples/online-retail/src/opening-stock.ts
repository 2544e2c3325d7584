/** The required stock of each product before the first invoice, so that it never becomes negative. */
import { isService, kindOf } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import type { Planned } from "./planned.ts";

/** The minimum of a level that starts at zero. */
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
 * Required pieces by product code, by row: sales reduce stock, cancellations increase it, rows with price zero change
 * it by their sign. Codes that need none are not included.
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

/** The same for documents as they are recorded: all lines of one at once, at the time of its first row. */
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

/** The effect of a document on stock, by line: pieces in are positive. */
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
