import Database from "better-sqlite3";
import { checkDigit } from "@daybook/contract/gtin";
import { newId } from "@daybook/contract/uuid";

/** A day of the shop: its business date and its opening time in UTC milliseconds. */
export interface TradingDay {
  readonly date: string;
  readonly opensAt: number;
}

/**
 * Enough stock that no measurement runs out, because sales are measured and not refusals. Few enough that the value of
 * 100,000 products is still an exact number.
 */
const PLENTY_MILLI = 100_000_000_000;
/** A piece costs 1.00. */
const PLENTY_COST_MINOR = PLENTY_MILLI / 10;

/** The name of a product is one of these and its number. */
export const NAMES = [
  "Oak shelf",
  "Blue mug",
  "Tea towel",
  "Brass hook",
  "Candle",
  "Notebook",
  "Linen bag",
  "Soap dish",
  "Garden twine",
  "Wool socks",
];

/** The SKU of the nth product, counted from 1. */
export const skuOf = (nth: number): string => `SKU-${String(nth).padStart(6, "0")}`;

/** The EAN-13 of the nth product; its first digits are Germany's. */
export function barcodeOf(nth: number): string {
  const body = `400${String(nth).padStart(9, "0")}`;
  return body + checkDigit(body);
}

/** Inserts products with a barcode, prices, openings and levels directly; the database constraints remain active. */
export function fillProducts(path: string, count: number, { date, opensAt }: TradingDay): void {
  const db = new Database(path);
  db.pragma("synchronous = OFF");
  const product =
    db.prepare(`INSERT INTO product (public_id, sku, sku_key, name, name_key, description, search, base_uom_id, quantity_step_milli,
      kind, tracking, tax_class_id, version, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, '', ?, 1, 1000, 'stock', 'none', 1, 1, ?, ?)`);
  const price =
    db.prepare(`INSERT INTO price (product_id, unit_id, list_id, amount_minor, basis_milli, min_quantity_milli,
      valid_from, created_by)
    VALUES (?, 0, 1, ?, 1000, 0, ?, 1)`);
  const barcode =
    db.prepare(`INSERT INTO barcode (code, shown, product_id, symbology, active, created_at)
    VALUES (?, ?, ?, 'ean13', 1, ?)`);
  const level = db.prepare(
    "INSERT INTO stock_level (product_id, location_id, lot_id, on_hand_milli) VALUES (?, 1, 0, ?)",
  );
  const value = db.prepare(
    "INSERT INTO stock_value (product_id, on_hand_milli, value_minor) VALUES (?, ?, ?)",
  );
  const document =
    db.prepare(`INSERT INTO stock_document (public_id, key, kind, reference, note, user_id, occurred_at, recorded_at,
      business_date)
    VALUES (?, ?, 'opening', '', '', 1, ?, ?, ?)`);
  const movement =
    db.prepare(`INSERT INTO movement (public_id, occurred_at, recorded_at, business_date, product_id, to_location_id,
      quantity_milli, cost_minor, kind, doc_type, doc_id, line_no, user_id)
    VALUES (?, ?, ?, ?, ?, 1, ?, ?, 'opening', 'stock', ?, ?, 1)`);
  db.transaction(() => {
    const opening = document.run(newId(), newId(), opensAt, opensAt, date).lastInsertRowid;
    for (let index = 1; index <= count; index++) {
      const sku = skuOf(index);
      const ean = barcodeOf(index);
      const name = `${NAMES[index % NAMES.length]} ${index}`;
      const search = `${sku} ${name} ${ean}`.toLowerCase();
      const made = product.run(
        newId(),
        sku,
        sku.toLowerCase(),
        name,
        name.toLowerCase(),
        search,
        opensAt,
        opensAt,
      );
      const id = Number(made.lastInsertRowid);
      barcode.run(`0${ean}`, ean, id, opensAt);
      price.run(id, 100 + (index % 1900), opensAt);
      level.run(id, PLENTY_MILLI);
      value.run(id, PLENTY_MILLI, PLENTY_COST_MINOR);
      movement.run(
        newId(),
        opensAt,
        opensAt,
        date,
        id,
        PLENTY_MILLI,
        PLENTY_COST_MINOR,
        opening,
        index,
      );
    }
  })();
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}
