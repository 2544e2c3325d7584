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
 * The rows of the catalogue by number ("slot"), with the search data of each. A product keeps its number; none is ever
 * removed, because products are only deactivated.
 */
export class RowStore {
  readonly rows: CatalogueRow[] = [];
  /** Name, SKU, barcodes, category and suppliers, folded, the name first. */
  readonly texts: string[] = [];
  readonly blocks = new TextBlocks(this.texts);
  /** The folded names. */
  readonly names: string[] = [];
  /** Whether each is active: reading a hundred thousand rows would take longer than the search. */
  readonly active: boolean[] = [];
  /** The SKUs, folded and without punctuation. */
  readonly skus: string[] = [];
  /** All new or renamed products, in order: users of words or codes continue from their last position. */
  readonly respelled: number[] = [];
  /** Increases with every change. */
  version = 0;
  readonly #slots = new Map<string, number>();
  readonly #byBarcode = new CodeIndex();
  readonly #bySku = new CodeIndex();

  /** Adds new rows and replaces changed ones. */
  put(rows: readonly CatalogueRow[]): void {
    for (const row of rows) this.#putOne(row);
    if (rows.length > 0) this.version++;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /**
   * The products of a scanned or typed code: a barcode in any form, or the complete SKU, by exact match. Several if two
   * products have the code.
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

  /** The SKUs and barcodes of these products, in the forms in which they are typed. */
  codesOf(slots: Iterable<number>): Code[] {
    const codes: Code[] = [];
    // Grouped by kind: shops number their codes, and sorting nearly sorted data is fast.
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

/** A code as typed: punctuation and case are ignored. */
export function codeFold(code: string): string {
  return searchFold(code).replaceAll(" ", "");
}

/** A GTIN is stored with leading zeros, which nobody types: "036…" and "36…" are both prefixes of the same code. */
export function withoutZeros(code: string): string {
  const folded = codeFold(code);
  return /^\d+$/.test(folded) ? folded.replace(/^0+(?=\d)/, "") : folded;
}

function skuKey({ sku }: CatalogueRow): string {
  return identityKey(plainCode(sku));
}

/** If an older version stored the same barcode for two products, both match. */
function barcodeKey(barcode: string): string {
  return identityKey(keyItself(barcode));
}

/** The name first, then everything else: words, and the same words without punctuation. */
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

/** The searchable text of a row. */
function spelling({ name, sku, barcodes, category, suppliers }: CatalogueRow): string {
  return JSON.stringify([name, sku, barcodes, category?.name, suppliers]);
}
