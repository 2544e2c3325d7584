import type { CatalogueRow } from "@daybook/contract/catalogue";
import { normalizeBarcode } from "@daybook/contract/gtin";
import { normaliseScan } from "../lib/scanner/normalise-scan.ts";
import { foldText } from "./fold-text.ts";
import { TextBlocks } from "./text-blocks.ts";

/** A folded SKU or barcode and the number of its product. */
export interface Code {
  readonly text: string;
  readonly slot: number;
}

/**
 * The rows of the catalogue by number ("slot"), and beside each what searching needs of it. A product keeps its number;
 * none is ever taken out, because products are only put off sale.
 */
export class RowStore {
  readonly rows: CatalogueRow[] = [];
  /** Name, SKU, barcodes, category and suppliers, folded, the name first. */
  readonly texts: string[] = [];
  readonly blocks = new TextBlocks(this.texts);
  /** The folded names. */
  readonly names: string[] = [];
  /** Whether each is on sale: looking into a hundred thousand rows for it would cost more than the search. */
  readonly active: boolean[] = [];
  /** The folded SKUs. */
  readonly skus: string[] = [];
  /** Every product that came or is called otherwise, one after the other: who keeps words or codes reads on from there. */
  readonly respelled: number[] = [];
  /** Grows with every change. */
  version = 0;
  readonly #slots = new Map<string, number>();
  readonly #byBarcode = new Map<string, number>();
  readonly #bySku = new Map<string, number>();

  /** Puts new rows in and changed ones in the place of their old ones. */
  put(rows: readonly CatalogueRow[]): void {
    for (const row of rows) this.#putOne(row);
    if (rows.length > 0) this.version++;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** The product of a code as a scanner sends it or a person types it: a barcode in any spelling, or the whole SKU. */
  slotOfCode(text: string): number | undefined {
    const code = normaliseScan(text);
    const barcode = normalizeBarcode(code);
    const known = "invalid" in barcode ? undefined : this.#byBarcode.get(barcode.code);
    return known ?? this.#byBarcode.get(code) ?? this.#bySku.get(foldText(text));
  }

  /** The SKUs and barcodes of these products, in the spellings they may be begun in. */
  codesOf(slots: Iterable<number>): Code[] {
    const codes: Code[] = [];
    // All of a kind together: shops count their codes up, and what is nearly sorted is sorted in no time.
    for (const slot of slots) codes.push({ text: this.skus[slot] ?? "", slot });
    for (const slot of slots)
      for (const barcode of this.rows[slot]?.barcodes ?? [])
        codes.push({ text: withoutZeros(barcode), slot });
    return codes;
  }

  #putOne(row: CatalogueRow): void {
    const known = this.#slots.get(row.id);
    const slot = known ?? this.rows.length;
    const before = this.rows[slot];
    this.#slots.set(row.id, slot);
    this.rows[slot] = row;
    this.active[slot] = row.active;
    if (before !== undefined && spelling(before) === spelling(row)) return;
    this.respelled.push(slot);
    if (before !== undefined) this.#forgetCodes(before, slot);
    const name = foldText(row.name);
    const sku = foldText(row.sku);
    this.names[slot] = name;
    this.skus[slot] = sku;
    this.texts[slot] = textOf(row, name, sku);
    this.blocks.changed(slot);
    this.#bySku.set(sku, slot);
    for (const barcode of row.barcodes) this.#byBarcode.set(barcode, slot);
  }

  #forgetCodes(before: CatalogueRow, slot: number): void {
    const sku = foldText(before.sku);
    if (this.#bySku.get(sku) === slot) this.#bySku.delete(sku);
    for (const barcode of before.barcodes)
      if (this.#byBarcode.get(barcode) === slot) this.#byBarcode.delete(barcode);
  }
}

/** A GTIN is kept with zeros in front, which nobody types: "036…" and "36…" both begin the same code. */
export function withoutZeros(code: string): string {
  const folded = foldText(code);
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, "") : folded;
}

function textOf(row: CatalogueRow, name: string, sku: string): string {
  let text = `${name}\n${sku}`;
  for (const barcode of row.barcodes) text += `\n${foldText(barcode)}`;
  if (row.category !== null) text += `\n${foldText(row.category.name)}`;
  for (const supplier of row.suppliers) text += `\n${foldText(supplier.name)}`;
  return text;
}

/** What of a row can be searched for by words. */
function spelling({ name, sku, barcodes, category, suppliers }: CatalogueRow): string {
  return JSON.stringify([name, sku, barcodes, category?.name, suppliers]);
}
