/**
 * The reference: better-sqlite3 alone, prepared statements, one durable transaction per sale, writing exactly the rows
 * that the application writes for the same sale. Without checks, pricing or permissions.
 */
import Database from "better-sqlite3";
import { newId } from "@daybook/contract/uuid";
import type { DatabaseFile, DatabaseProduct } from "./databases.ts";

export interface Yardstick {
  /** Writes one sale in one transaction and returns after it is durable. */
  sell(cart: readonly DatabaseProduct[]): void;
  close(): void;
}

export function openYardstick(books: Pick<DatabaseFile, "path" | "locationRowId">): Yardstick {
  const db = new Database(books.path);
  db.pragma("journal_mode = WAL");
  // The same as in the application; otherwise the reference would run more checkpoints.
  db.pragma("wal_autocheckpoint = 4000");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("temp_store = MEMORY");
  db.pragma("cache_size = -65536");
  const write = prepare(db);
  const place = books.locationRowId;
  return {
    sell(cart) {
      const now = Date.now();
      const day = new Date(now).toISOString().slice(0, 10);
      const key = newId(now);
      const publicId = newId(now);
      const total = cart.reduce((sum, product) => sum + product.priceMinor, 0);
      const net = cart.reduce((sum, product) => sum + netOf(product.priceMinor), 0);
      const tax = total - net;
      write.begin();
      const seq = write.nextSeq();
      const receipt = `S-${seq}`;
      const saleId = write.sale(
        publicId,
        key,
        seq,
        receipt,
        place,
        total,
        net,
        tax,
        total,
        now,
        now,
        day,
      );
      cart.forEach(({ rowId, priceMinor }, index) => {
        const lineNet = netOf(priceMinor);
        const lineTax = priceMinor - lineNet;
        write.level(rowId, place);
        write.value(rowId);
        write.movement(newId(now), now, now, day, rowId, place, saleId, index + 1);
        const lineId = write.line(
          saleId,
          index + 1,
          rowId,
          priceMinor,
          priceMinor,
          lineNet,
          lineTax,
        );
        write.tax(lineId, lineNet, lineTax);
        write.productDaily(day, rowId, place, lineNet, lineTax);
      });
      write.payment(newId(now), saleId, total, total, now);
      write.salesDaily(day, place, total, total, net, tax);
      write.taxDaily(day, place, net, tax);
      write.tenderDaily(day, total);
      write.audit(now, publicId, `{"receiptNumber":"${receipt}","totalMinor":${total}}`);
      write.outbox("stock", IDS_OF_THREE, now);
      write.outbox("sales", `["${publicId}"]`, now);
      write.key(key, BODY_HASH, RESPONSE, now, now + 1);
      write.commit();
    },
    close: () => db.close(),
  };
}

/** Every statement of a sale, prepared once. Each returns the id of the added row. */
function prepare(db: Database.Database) {
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: readonly unknown[]) => Number(statement.run(...values).lastInsertRowid);
  };
  const seq = db
    .prepare("UPDATE device SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq")
    .pluck();
  return {
    begin: run("BEGIN IMMEDIATE"),
    commit: run("COMMIT"),
    nextSeq: () => Number(seq.get()),
    sale: run(SALE),
    line: run(LINE),
    tax: run(TAX),
    payment: run(PAYMENT),
    movement: run(MOVEMENT),
    level: run(LEVEL),
    value: run(VALUE),
    salesDaily: run(SALES_DAILY),
    productDaily: run(PRODUCT_DAILY),
    taxDaily: run(TAX_DAILY),
    tenderDaily: run(TENDER_DAILY),
    audit: run(AUDIT),
    outbox: run("INSERT INTO outbox_event (topic, ids, at) VALUES (?, ?, ?)"),
    key: run(KEY),
  };
}

const SALE = `INSERT INTO sale (public_id, key, device_id, device_seq, receipt_number, kind, location_id, identity_id, seller_name, price_list_id,
    goods_minor, discount_minor, net_minor, tax_minor, rounding_minor, total_minor, note, user_id, occurred_at, recorded_at,
    business_date, hour)
  VALUES (?, ?, 1, ?, ?, 'sale', ?, 1, 'Anna', 1, ?, 0, ?, ?, 0, ?, '', 1, ?, ?, ?, 12)`;
const LINE = `INSERT INTO sale_line (sale_id, line_no, product_id, sku, name, quantity_milli, unit_price_minor, basis_milli,
    price_source, gross_minor, discount_minor, net_minor, tax_minor, cost_minor)
  VALUES (?, ?, ?, 'SKU', 'Name of a product', 1000, ?, 1000, 'list', ?, 0, ?, ?, 100)`;
const TAX = `INSERT INTO sale_line_tax (line_id, tax_rate_id, ppm, base_minor, tax_minor) VALUES (?, 1, 200000, ?, ?)`;
const PAYMENT = `INSERT INTO payment (public_id, sale_id, tender, tender_name, tender_kind, amount_minor, tendered_minor,
    change_minor, reference, recorded_at)
  VALUES (?, ?, 'cash', 'Cash', 'cash', ?, ?, 0, '', ?)`;
const MOVEMENT = `INSERT INTO movement (public_id, occurred_at, recorded_at, business_date, product_id, from_location_id,
    quantity_milli, cost_minor, kind, doc_type, doc_id, line_no, user_id)
  VALUES (?, ?, ?, ?, ?, ?, 1000, 100, 'sale', 'sale', ?, ?, 1)`;
const LEVEL = `UPDATE stock_level SET on_hand_milli = on_hand_milli - 1000
  WHERE product_id = ? AND location_id = ? AND lot_id = 0`;
const VALUE = `UPDATE stock_value SET on_hand_milli = on_hand_milli - 1000, value_minor = value_minor - 100
  WHERE product_id = ?`;
const SALES_DAILY = `INSERT INTO sales_daily VALUES (?, 12, ?, 1, 'sale', 1, 3000, ?, ?, 0, ?, ?, 0, 300) ON CONFLICT DO UPDATE SET
  documents = documents + 1, units_milli = units_milli + 3000, total_minor = total_minor + excluded.total_minor,
  goods_minor = goods_minor + excluded.goods_minor, net_minor = net_minor + excluded.net_minor,
  tax_minor = tax_minor + excluded.tax_minor, cost_minor = cost_minor + 300`;
const PRODUCT_DAILY = `INSERT INTO product_daily VALUES (?, ?, ?, 'sale', 1000, ?, ?, 0, 100) ON CONFLICT DO UPDATE SET
  units_milli = units_milli + 1000, net_minor = net_minor + excluded.net_minor,
  tax_minor = tax_minor + excluded.tax_minor, cost_minor = cost_minor + 100`;
const TAX_DAILY = `INSERT INTO tax_daily VALUES (?, 1, ?, 'sale', ?, ?) ON CONFLICT DO UPDATE SET
  base_minor = base_minor + excluded.base_minor, tax_minor = tax_minor + excluded.tax_minor`;
const TENDER_DAILY = `INSERT INTO tender_daily VALUES (?, 1, 'cash', 'sale', ?) ON CONFLICT DO UPDATE SET
  amount_minor = amount_minor + excluded.amount_minor`;
const AUDIT = `INSERT INTO audit_entry (at, user_id, action, entity, entity_id, before, after, reason, request_id)
  VALUES (?, 1, 'sales.ringUp', 'sale', ?, 'null', ?, '', 'bench')`;
const KEY = `INSERT INTO idempotency_key (key, user_id, route, body_hash, response, form, created_at, expires_at)
  VALUES (?, 1, 'sales.ringUp', ?, ?, 3, ?, ?)`;

/** Rounds like the application a price with 20 % included tax: net = R(gross · 100 / 120). */
export function netOf(gross: number): number {
  return Math.round((gross * 5) / 6);
}

const IDS_OF_THREE = JSON.stringify([newId(), newId(), newId()]);
const BODY_HASH = "0".repeat(43);
/** The stored answer of a sale: the id of its document. */
const RESPONSE = newId();
