/** Rows of the catalogue by column, with what repeats said once: a quarter of the size, and read several times faster. */
import type { CatalogueRow } from "./catalogue.ts";

/** What is the same in a pack as in a row, one entry for each row. */
const PLAIN = [
  "id",
  "sku",
  "name",
  "quantityStepMilli",
  "priceMinor",
  "basisMilli",
  "barcodes",
  "onHandMilli",
  "reorderPointMilli",
  "unitCostMinor",
  "lastCost",
  "soldMilli",
  "active",
  "version",
] as const satisfies (keyof CatalogueRow)[];
type Plain = (typeof PLAIN)[number];

type PlainColumns = { readonly [Column in Plain]: readonly CatalogueRow[Column][] };

/**
 * Some rows of the catalogue, plain JSON. Every column has one entry for each row; an entry that stands for a text is its
 * place in `texts`.
 */
export interface CataloguePack extends PlainColumns {
  readonly texts: readonly string[];
  /** Id and name, or nothing. */
  readonly category: readonly (readonly number[])[];
  /** Id, name, id, name, … */
  readonly suppliers: readonly (readonly number[])[];
  readonly unit: readonly number[];
  readonly kind: readonly number[];
  readonly taxClassId: readonly number[];
  /** Place, thousandths, place, thousandths, … */
  readonly stock: readonly (readonly number[])[];
  readonly stockState: readonly number[];
  /** UTC milliseconds. */
  readonly updatedAt: readonly number[];
}

export function packCatalogue(rows: readonly CatalogueRow[]): CataloguePack {
  const places = new Map<string, number>();
  const text = (wanted: string): number => {
    const known = places.get(wanted);
    if (known !== undefined) return known;
    places.set(wanted, places.size);
    return places.size - 1;
  };
  const named = ({ id, name }: { readonly id: string; readonly name: string }) => [
    text(id),
    text(name),
  ];
  const columns = {
    category: rows.map((row) => (row.category === null ? [] : named(row.category))),
    suppliers: rows.map((row) => row.suppliers.flatMap(named)),
    unit: rows.map((row) => text(row.unit)),
    kind: rows.map((row) => text(row.kind)),
    taxClassId: rows.map((row) => text(row.taxClassId)),
    stock: rows.map((row) => row.stock.flatMap((at) => [text(at.locationId), at.onHandMilli])),
    stockState: rows.map((row) => text(row.stockState)),
    updatedAt: rows.map((row) => Date.parse(row.updatedAt)),
  };
  const plain = Object.fromEntries(PLAIN.map((column) => [column, rows.map((row) => row[column])]));
  // safe because every plain column was just taken from the rows
  return { ...(plain as unknown as PlainColumns), ...columns, texts: [...places.keys()] };
}

/** The rows of a pack as `packCatalogue` was given them. */
export function unpackCatalogue(pack: CataloguePack): CatalogueRow[] {
  const { texts } = pack;
  const namedAt = (entries: readonly number[], place: number) => ({
    id: entryOf(texts, entryOf(entries, place)),
    name: entryOf(texts, entryOf(entries, place + 1)),
  });
  const suppliers = (entries: readonly number[]) => {
    const found: CatalogueRow["suppliers"] = [];
    for (let place = 0; place < entries.length; place += 2) found.push(namedAt(entries, place));
    return found;
  };
  const stock = (entries: readonly number[]) => {
    const found: CatalogueRow["stock"] = [];
    for (let place = 0; place < entries.length; place += 2)
      found.push({
        // safe because this text and number came from the same fields of a row
        locationId: entryOf(texts, entryOf(entries, place)) as Place["locationId"],
        // safe because of the same
        onHandMilli: entryOf(entries, place + 1) as Place["onHandMilli"],
      });
    return found;
  };
  // safe because a text of a column came from the same field of a row
  const textAt = <Text>(column: readonly number[], index: number) =>
    entryOf(texts, entryOf(column, index)) as Text;
  const rows: CatalogueRow[] = [];
  for (let index = 0; index < pack.id.length; index++) {
    const category = entryOf(pack.category, index);
    rows.push({
      id: entryOf(pack.id, index),
      sku: entryOf(pack.sku, index),
      name: entryOf(pack.name, index),
      category: category.length === 0 ? null : namedAt(category, 0),
      suppliers: suppliers(entryOf(pack.suppliers, index)),
      unit: textAt(pack.unit, index),
      quantityStepMilli: entryOf(pack.quantityStepMilli, index),
      kind: textAt(pack.kind, index),
      taxClassId: textAt(pack.taxClassId, index),
      priceMinor: entryOf(pack.priceMinor, index),
      basisMilli: entryOf(pack.basisMilli, index),
      barcodes: entryOf(pack.barcodes, index),
      stock: stock(entryOf(pack.stock, index)),
      onHandMilli: entryOf(pack.onHandMilli, index),
      reorderPointMilli: entryOf(pack.reorderPointMilli, index),
      stockState: textAt(pack.stockState, index),
      unitCostMinor: entryOf(pack.unitCostMinor, index),
      lastCost: entryOf(pack.lastCost, index),
      soldMilli: entryOf(pack.soldMilli, index),
      active: entryOf(pack.active, index),
      version: entryOf(pack.version, index),
      updatedAt: new Date(entryOf(pack.updatedAt, index)).toISOString(),
    });
  }
  return rows;
}

type Place = CatalogueRow["stock"][number];

function entryOf<Entry>(column: readonly Entry[], index: number): Entry {
  // safe because every column of a pack has an entry for each row, and every place names a text
  return column[index] as Entry;
}
