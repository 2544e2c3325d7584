import type { CatalogueRow } from "@daybook/contract/catalogue";
import { identityKey, keyItself, searchFold } from "@daybook/contract/fold";
import { barcodeReadings, otherReadingsOf, plainCode, readCode } from "@daybook/contract/gtin";
import { joinedWords } from "@daybook/contract/search-text";
import { CodeIndex } from "./code-index.ts";
import { TextBlocks } from "./text-blocks.ts";

/** A SKU or barcode, folded and without punctuation, and the number of its product. */
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
  /** The SKUs, folded and without punctuation. */
  readonly skus: string[] = [];
  /** Every product that came or is called otherwise, one after the other: who keeps words or codes reads on from there. */
  readonly respelled: number[] = [];
  /** Grows with every change. */
  version = 0;
  readonly #slots = new Map<string, number>();
  readonly #byBarcode = new CodeIndex();
  readonly #bySku = new CodeIndex();

  /** Puts new rows in and changed ones in the place of their old ones. */
  put(rows: readonly CatalogueRow[]): void {
    for (const row of rows) this.#putOne(row);
    if (rows.length > 0) this.version++;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /**
   * The products of a code as a scanner sends it or a person types it: a barcode in any spelling, or the whole SKU, by
   * identity and never by likeness. More than one where two products claim it.
   */
  slotsOfCode(text: string): readonly number[] {
    const found = new Set<number>();
    const add = (slots: readonly number[]) => {
      for (const slot of slots) found.add(slot);
    };
    const readings = barcodeReadings(text).map(({ code }) => code);
    for (const code of readings) add(this.#byBarcode.get(code));
    for (const sku of [plainCode(text), readCode(text)]) add(this.#bySku.get(identityKey(sku)));
    if (found.size === 0)
      for (const code of readings.flatMap(otherReadingsOf)) add(this.#byBarcode.get(code));
    return [...found];
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
    const name = searchFold(row.name);
    this.names[slot] = name;
    this.skus[slot] = codeFold(row.sku);
    this.texts[slot] = textOf(row, name);
    this.blocks.changed(slot);
    this.#bySku.add(skuKey(row), slot);
    for (const barcode of row.barcodes) this.#byBarcode.add(barcodeKey(barcode), slot);
  }

  #forgetCodes(before: CatalogueRow, slot: number): void {
    this.#bySku.remove(skuKey(before), slot);
    for (const barcode of before.barcodes) this.#byBarcode.remove(barcodeKey(barcode), slot);
  }
}

/** A code as it is begun by typing: punctuation and case do not matter. */
export function codeFold(code: string): string {
  return searchFold(code).replaceAll(" ", "");
}

/** A GTIN is kept with zeros in front, which nobody types: "036…" and "36…" both begin the same code. */
export function withoutZeros(code: string): string {
  const folded = codeFold(code);
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, "") : folded;
}

function skuKey({ sku }: CatalogueRow): string {
  return identityKey(plainCode(sku));
}

/** Of two products whose barcodes an older program told apart, both answer to the code. */
function barcodeKey(barcode: string): string {
  return identityKey(keyItself(barcode));
}

/** In front the name, then everything else: words beside the same without the punctuation in them. */
function textOf(row: CatalogueRow, name: string): string {
  const { category } = row;
  const codes = [row.sku, ...row.barcodes.map(keyItself)];
  const others = [category?.name ?? "", ...row.suppliers.map((supplier) => supplier.name)];
  let text = name;
  for (const one of [...codes, ...others]) if (one !== "") text += `\n${searchFold(one)}`;
  for (const one of [row.name, ...codes, ...others])
    for (const word of joinedWords(one)) text += `\n${word}`;
  return text;
}

/** What of a row can be searched for by words. */
function spelling({ name, sku, barcodes, category, suppliers }: CatalogueRow): string {
  return JSON.stringify([name, sku, barcodes, category?.name, suppliers]);
}
