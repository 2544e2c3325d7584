/** A shop's history in bulk: sales of three lines with all their rows except audit entries and idempotency keys. */
import Database from "better-sqlite3";
import type { TradingDay } from "./fill-products.ts";
import { netOf } from "./yardstick.ts";

export interface History {
  /** Movements to add, three for each sale. */
  readonly movements: number;
  readonly days: readonly TradingDay[];
}

const LINES = 3;
const OPEN_HOURS = 8;
const HOUR = 3_600_000;

/**
 * Fills a database that only has products. Every day has the same number of sales, and the products rotate, so a day
 * has as many of them as possible. Without a journal: a crash leaves a damaged file.
 */
export function fillHistory(path: string, { movements, days }: History): void {
  const sales = Math.floor(movements / LINES);
  if (sales <= 0) return;
  const db = new Database(path);
  // Leave WAL first: otherwise OFF is ignored.
  db.pragma("journal_mode = DELETE");
  db.pragma("journal_mode = OFF");
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -262144");
  db.exec(`CREATE TEMP TABLE cart (sale_id INTEGER, line_no INTEGER, product_id INTEGER, at INTEGER, gross INTEGER,
    net INTEGER, PRIMARY KEY (sale_id, line_no)) WITHOUT ROWID`);
  const prices = db
    .prepare("SELECT amount_minor FROM price ORDER BY product_id")
    .pluck()
    .all()
    .map(Number);
  const line = db.prepare("INSERT INTO cart VALUES (?, ?, ?, ?, ?, ?)");
  const book = BOOKINGS.map((sql) => db.prepare(sql));
  const daily = db.prepare(PRODUCT_FIGURES);
  for (const [index, { date, opensAt }] of days.entries()) {
    const first = Math.floor((sales * index) / days.length) + 1;
    const last = Math.floor((sales * (index + 1)) / days.length);
    const pace = Math.floor((OPEN_HOURS * HOUR) / (last - first + 1));
    db.transaction(() => {
      db.exec("DELETE FROM cart");
      for (let sale = first; sale <= last; sale++) {
        for (let number = 1; number <= LINES; number++) {
          const product = ((sale * LINES + number) * 7919) % prices.length;
          const gross = prices[product] ?? 0;
          const at = opensAt + (sale - first) * pace;
          line.run(sale, number, product + 1, at, gross, netOf(gross));
        }
      }
      for (const statement of book) statement.run({ date, opensAt });
      daily.run({ date });
    })();
  }
  db.exec(CLOSING);
  db.pragma("journal_mode = WAL");
  db.close();
}

/** A UUIDv7 from time, kind and position in the history, so ids ascend. */
const id = (kind: string, line: string) =>
  `printf('%08x-%04x-7%03x-8%03x-%012x', at / 65536, at % 65536, ${kind}, ${line}, sale_id)`;

const hour = `9 + (at - CAST(:opensAt AS INTEGER)) / ${HOUR}`;

/** Inserts one day's sales into all tables; parents first. */
const BOOKINGS = [
  `INSERT INTO sale (id, public_id, key, device_id, device_seq, receipt_number, kind, location_id, identity_id,
      seller_name, price_list_id, goods_minor, discount_minor, net_minor, tax_minor, rounding_minor, total_minor, note, user_id, occurred_at, recorded_at,
      business_date, hour)
    SELECT sale_id, ${id("1", "0")}, ${id("2", "0")}, 1, sale_id, 'S-' || sale_id, 'sale', 1, 1, 'Anna', 1,
      sum(gross), 0, sum(net), sum(gross - net), 0, sum(gross), '', 1, at, at, :date, ${hour}
    FROM cart GROUP BY sale_id ORDER BY sale_id`,
  `INSERT INTO sale_line (id, sale_id, line_no, product_id, sku, name, quantity_milli, unit_price_minor, basis_milli,
      price_source, gross_minor, discount_minor, net_minor, tax_minor, cost_minor)
    SELECT sale_id * ${LINES} + line_no, sale_id, line_no, product_id, p.sku, p.name, 1000, gross, 1000, 'list', gross, 0,
      net, gross - net, 100
    FROM cart JOIN product p ON p.id = product_id ORDER BY sale_id, line_no`,
  `INSERT INTO sale_line_tax (line_id, tax_rate_id, ppm, base_minor, tax_minor)
    SELECT sale_id * ${LINES} + line_no, 1, 200000, net, gross - net FROM cart`,
  `INSERT INTO movement (public_id, occurred_at, recorded_at, business_date, product_id, from_location_id, quantity_milli,
      cost_minor, kind, doc_type, doc_id, line_no, user_id)
    SELECT ${id("3", "line_no")}, at, at, :date, product_id, 1, 1000, 100, 'sale', 'sale', sale_id, line_no, 1 FROM cart`,
  `INSERT INTO payment (public_id, sale_id, tender, tender_name, tender_kind, amount_minor, tendered_minor, change_minor,
      reference, recorded_at)
    SELECT ${id("4", "0")}, sale_id, 'cash', 'Cash', 'cash', sum(gross), sum(gross), 0, '', at FROM cart GROUP BY sale_id`,
  `INSERT INTO sales_daily (business_date, hour, location_id, device_id, kind, documents, units_milli, total_minor,
      goods_minor, discount_minor, net_minor, tax_minor, rounding_minor, cost_minor)
    SELECT :date, ${hour} AS hour, 1, 1, 'sale', count(DISTINCT sale_id), count(*) * 1000, sum(gross), sum(gross), 0,
      sum(net), sum(gross - net), 0, count(*) * 100
    FROM cart GROUP BY hour`,
];

const PRODUCT_FIGURES = `INSERT INTO product_daily (business_date, product_id, location_id, kind, units_milli,
    net_minor, tax_minor, discount_minor, cost_minor)
  SELECT :date, product_id, 1, 'sale', count(*) * 1000, sum(net), sum(gross - net), 0, count(*) * 100
  FROM cart GROUP BY product_id`;

const CLOSING = `
  INSERT INTO tax_daily SELECT s.business_date, 1, s.location_id, 'sale', sum(r.base_minor), sum(r.tax_minor)
    FROM sale_line_tax r JOIN sale_line i ON i.id = r.line_id JOIN sale s ON s.id = i.sale_id
    GROUP BY s.business_date, s.location_id;
  INSERT INTO tender_daily (business_date, device_id, tender, kind, amount_minor)
    SELECT business_date, 1, 'cash', 'sale', sum(total_minor) FROM sale GROUP BY business_date;
  UPDATE device SET last_seq = (SELECT max(id) FROM sale) WHERE id = 1;
  CREATE TEMP TABLE sold AS SELECT product_id, sum(units_milli) AS units, sum(cost_minor) AS cost
    FROM product_daily GROUP BY product_id;
  UPDATE stock_level SET on_hand_milli = on_hand_milli - sold.units FROM sold WHERE sold.product_id = stock_level.product_id;
  UPDATE stock_value SET on_hand_milli = on_hand_milli - sold.units, value_minor = value_minor - sold.cost
    FROM sold WHERE sold.product_id = stock_value.product_id`;
