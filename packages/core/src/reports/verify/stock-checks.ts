/** Compares stock with the ledger: levels, values, lots, reversals. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";
import { ledgerGroups } from "./ledger-groups.ts";

/** Adds up both ends of every movement next to the levels, per location and lot. */
const levels = sql`(
  SELECT u.product_id, u.location_id, u.lot_id, sum(u.ledger) AS ledger, sum(u.level) AS level FROM (
    SELECT product_id, to_location_id AS location_id, lot_id, quantity_milli AS ledger, 0 AS level
    FROM moved WHERE to_location_id IS NOT NULL
    UNION ALL
    SELECT product_id, from_location_id, lot_id, -quantity_milli, 0
    FROM moved WHERE from_location_id IS NOT NULL
    UNION ALL
    SELECT product_id, location_id, lot_id, 0, on_hand_milli FROM stock_level
  ) u GROUP BY u.product_id, u.location_id, u.lot_id
) x JOIN product p ON p.id = x.product_id JOIN location l ON l.id = x.location_id`;

const v1: CheckQuery = {
  id: "V1",
  shares: ledgerGroups,
  equation:
    "Stock in each place = what the ledger brought there less what it took away, and is not below zero",
  checked: rowsOf(sql`stock_level`),
  broken: [
    disagreements(
      sql`p.sku || ' in ' || l.name`,
      [
        { what: "stock", unit: "quantity", expected: sql`x.ledger`, actual: sql`x.level` },
        {
          what: "stock below zero",
          unit: "quantity",
          expected: sql`0`,
          actual: sql`CASE WHEN x.level < 0 THEN x.level ELSE 0 END`,
        },
      ],
      levels,
    ),
  ],
};

/** All movements into and out of the shop, next to the shop's total stock and the stock in its locations. */
const owned = sql`(
  SELECT u.product_id, sum(u.ledger) AS ledger, sum(u.places) AS places, sum(u.owned) AS owned FROM (
    SELECT product_id, CASE WHEN from_location_id IS NULL THEN quantity_milli ELSE -quantity_milli END AS ledger,
      0 AS places, 0 AS owned
    FROM moved WHERE from_location_id IS NULL OR to_location_id IS NULL
    UNION ALL
    SELECT product_id, 0, on_hand_milli, 0 FROM stock_level
    UNION ALL
    SELECT product_id, 0, 0, on_hand_milli FROM stock_value
  ) u GROUP BY u.product_id
) x JOIN product p ON p.id = x.product_id`;

const v2: CheckQuery = {
  id: "V2",
  shares: ledgerGroups,
  equation:
    "Stock the shop owns = sum of its places = what came in from outside less what went out",
  checked: rowsOf(sql`stock_value`),
  broken: [
    disagreements(
      sql`p.sku`,
      [
        { what: "stock owned", unit: "quantity", expected: sql`x.ledger`, actual: sql`x.owned` },
        {
          what: "stock in all places",
          unit: "quantity",
          expected: sql`x.owned`,
          actual: sql`x.places`,
        },
      ],
      owned,
    ),
  ],
};

const values = sql`(
  SELECT u.product_id, sum(u.ledger) AS ledger, sum(u.value_minor) AS value_minor, sum(u.on_hand) AS on_hand FROM (
    SELECT product_id, CASE WHEN from_location_id IS NULL THEN cost_minor ELSE -cost_minor END AS ledger,
      0 AS value_minor, 0 AS on_hand
    FROM moved WHERE from_location_id IS NULL OR to_location_id IS NULL
    UNION ALL
    SELECT product_id, delta_minor, 0, 0 FROM revaluation
    UNION ALL
    SELECT product_id, 0, value_minor, on_hand_milli FROM stock_value
  ) u GROUP BY u.product_id
) x JOIN product p ON p.id = x.product_id`;

const v3: CheckQuery = {
  id: "V3",
  shares: ledgerGroups,
  equation:
    "Value of the stock = cost of what came in less cost of what went out and revaluations, and no goods, no value",
  checked: rowsOf(sql`stock_value`),
  broken: [
    disagreements(
      sql`p.sku`,
      [
        { what: "value", unit: "money", expected: sql`x.ledger`, actual: sql`x.value_minor` },
        {
          what: "value without goods",
          unit: "money",
          expected: sql`0`,
          actual: sql`CASE WHEN x.value_minor < 0 OR x.on_hand <= 0 THEN x.value_minor ELSE 0 END`,
        },
      ],
      values,
    ),
  ],
};

const lots = sql`(
  SELECT p.sku, coalesce(t.code, 'no lot') AS lot, p.tracking, sum(s.on_hand_milli) AS on_hand,
    max(CASE WHEN t.id IS NOT NULL AND t.product_id <> s.product_id THEN 1 ELSE 0 END) AS strange
  FROM stock_level s JOIN product p ON p.id = s.product_id LEFT JOIN lot t ON t.id = s.lot_id
  GROUP BY p.sku, p.tracking, s.lot_id, t.code
) x`;

const v7: CheckQuery = {
  id: "V7",
  equation:
    "Stock of tracked products lies in their own lots, other stock in none, and a serial number is there once or not",
  checked: rowsOf(sql`stock_level`),
  broken: [
    disagreements(
      sql`x.sku || ', ' || x.lot`,
      [
        {
          what: "stock in this lot",
          unit: "quantity",
          expected: sql`0`,
          actual: sql`CASE WHEN x.strange = 1 OR (x.tracking = 'none') <> (x.lot = 'no lot') THEN x.on_hand ELSE 0 END`,
        },
        {
          what: "stock of a serial number",
          unit: "quantity",
          expected: sql`1000`,
          actual: sql`CASE WHEN x.tracking = 'serial' AND x.on_hand <> 0 THEN x.on_hand ELSE 1000 END`,
        },
      ],
      lots,
    ),
  ],
};

const undone = sql`'movement ' || m.id || ' of ' || p.sku`;

const v22: CheckQuery = {
  id: "V22",
  equation:
    "A reversal equals its original with the ends swapped, happens once, and stands behind exactly the voided documents",
  checked: rowsOf(sql`movement WHERE reverses IS NOT NULL`),
  broken: [
    disagreements(
      undone,
      [
        {
          what: "its original",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN o.id IS NULL THEN 0 ELSE 1 END`,
        },
        {
          what: "quantity",
          unit: "quantity",
          expected: sql`o.quantity_milli`,
          actual: sql`m.quantity_milli`,
        },
        { what: "cost", unit: "money", expected: sql`o.cost_minor`, actual: sql`m.cost_minor` },
        {
          what: "swapped ends",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN m.product_id = o.product_id AND m.from_location_id IS NOT DISTINCT FROM o.to_location_id
            AND m.to_location_id IS NOT DISTINCT FROM o.from_location_id AND m.lot_id IS NOT DISTINCT FROM o.lot_id
            AND o.reverses IS NULL THEN 1 ELSE 0 END`,
        },
      ],
      sql`(SELECT * FROM movement WHERE kind = 'reversal' OR reverses IS NOT NULL) m
        JOIN product p ON p.id = m.product_id LEFT JOIN movement o ON o.id = m.reverses`,
    ),
    disagreements(
      undone,
      [
        {
          what: "reversals",
          unit: "count",
          expected: sql`m.voids`,
          actual: sql`m.reversals`,
        },
      ],
      // Only voided or reversed documents can be wrong here, which are a small part of the ledger; CROSS JOIN keeps
      // SQLite from starting with the ledger.
      sql`(SELECT v.id, v.product_id, 1 AS voids,
          (SELECT count(*) FROM movement r WHERE r.reverses = v.id) AS reversals
        FROM sale s CROSS JOIN movement v
        WHERE v.doc_id = s.origin_sale_id AND s.kind = 'void' AND v.doc_type = 'sale' AND v.reverses IS NULL
        UNION ALL
        SELECT v.id, v.product_id, 0 AS voids, count(*) AS reversals
        FROM movement r CROSS JOIN movement v
        WHERE v.id = r.reverses AND r.reverses IS NOT NULL AND v.doc_type = 'sale' AND v.reverses IS NULL
          AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.origin_sale_id = v.doc_id AND s.kind = 'void')
        GROUP BY v.id, v.product_id) m
        JOIN product p ON p.id = m.product_id`,
    ),
  ],
};

export const stockChecks: readonly CheckQuery[] = [v1, v2, v3, v7, v22];
