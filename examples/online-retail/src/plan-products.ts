import { mulDiv } from "@daybook/contract/exact";
import type { DecisionLog } from "./decisions.ts";
import { isService, kindOf, pennyPrice } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { openingByDocuments, openingByRows } from "./opening-stock.ts";
import type { Planned, PlannedProduct } from "./planned.ts";

/** The data of one code in the file, counted. */
interface Mentions {
  readonly soldAs: Map<string, number>;
  readonly calledOtherwise: Map<string, number>;
  readonly soldAt: Map<number, number>;
  readonly cancelledAt: Map<number, number>;
}

/**
 * One product per code in uppercase, in order of first occurrence. Name and price are the most frequent ones; its
 * opening stock is what the replay needs, at half its price, because the file contains no costs.
 */
export function planProducts(
  rows: readonly InvoiceRow[],
  documents: readonly Planned[],
  decisions: DecisionLog,
): PlannedProduct[] {
  const byRows = openingByRows(rows);
  const byDocuments = openingByDocuments(documents);
  return [...mentionsByCode(rows)].map(([sku, mentions]) => {
    const priceMinor = mostOften(mentions.soldAt) ?? mostOften(mentions.cancelledAt) ?? 0;
    const needed = byRows.get(sku) ?? 0;
    const more = Math.max(0, (byDocuments.get(sku) ?? 0) - needed);
    if (more > 0) decisions.add("moreOpening", { rows: 1, pieces: more, amountMinor: 0 });
    const openingPieces = needed + more;
    return {
      sku,
      name: mostOften(mentions.soldAs) ?? mostOften(mentions.calledOtherwise) ?? sku,
      kind: isService(sku) ? "service" : "stock",
      priceMinor,
      openingPieces,
      openingCostMinor: mulDiv(priceMinor, openingPieces, 2),
    };
  });
}

function mentionsByCode(rows: readonly InvoiceRow[]): ReadonlyMap<string, Mentions> {
  const codes = new Map<string, Mentions>();
  for (const row of rows) {
    let mentions = codes.get(row.code);
    if (mentions === undefined) {
      mentions = {
        soldAs: new Map(),
        calledOtherwise: new Map(),
        soldAt: new Map(),
        cancelledAt: new Map(),
      };
      codes.set(row.code, mentions);
    }
    const kind = kindOf(row);
    // The description of an adjustment is its reason: "damaged", "?".
    const names = kind === "sale" ? mentions.soldAs : mentions.calledOtherwise;
    if (row.description !== "") count(names, row.description);
    const price = pennyPrice(row);
    if (price === null) continue;
    if (kind === "sale") count(mentions.soldAt, price);
    if (kind === "cancellation") count(mentions.cancelledAt, price);
  }
  return codes;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The most frequent value, the first of several; null if there is none. */
function mostOften<Key>(counts: ReadonlyMap<Key, number>): Key | null {
  let best: Key | null = null;
  let most = 0;
  for (const [key, times] of counts) {
    if (times <= most) continue;
    best = key;
    most = times;
  }
  return best;
}
