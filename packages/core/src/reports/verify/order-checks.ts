/** Records that must exist exactly once: open alerts and receipt numbers. */
import { sql } from "drizzle-orm";
import { OPEN_STATES } from "../../alerts/open-alerts.ts";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

/**
 * Each reorder rule of an active product, with whether its position is low, and the open alerts. Location 0 is the
 * whole shop.
 */
const alerts = sql`(
  SELECT u.product_id, u.location_id, sum(u.due) AS due, sum(u.opened) AS opened FROM (
    SELECT r.product_id, r.location_id, 0 AS opened,
      CASE WHEN (
        SELECT coalesce(sum(s.on_hand_milli), 0) FROM stock_level s JOIN location l ON l.id = s.location_id
        WHERE s.product_id = r.product_id
          AND (s.location_id = r.location_id OR (l.kind = 'store' AND (r.location_id = 0 OR s.location_id IN (
            WITH RECURSIVE inside(id) AS (
              SELECT r.location_id UNION SELECT part.id FROM location part JOIN inside ON part.parent_id = inside.id
            ) SELECT id FROM inside))))
      ) <= r.reorder_point_milli THEN 1 ELSE 0 END AS due
    FROM reorder_rule r JOIN product a ON a.id = r.product_id AND a.deactivated_at IS NULL
    UNION ALL
    SELECT product_id, location_id, 1, 0 FROM alert WHERE status IN ${OPEN_STATES}
  ) u GROUP BY u.product_id, u.location_id
) x JOIN product p ON p.id = x.product_id LEFT JOIN location l ON l.id = x.location_id`;

const v20: CheckQuery = {
  id: "V20",
  equation:
    "An alert is open exactly where the stock of a product on sale is at or below its reorder point, and never two",
  checked: rowsOf(sql`reorder_rule`),
  broken: [
    disagreements(
      sql`p.sku || ' in ' || coalesce(l.name, 'the whole shop')`,
      [
        {
          what: "number of open alerts",
          unit: "count",
          expected: sql`x.due`,
          actual: sql`x.opened`,
        },
      ],
      alerts,
    ),
  ],
};

const v21: CheckQuery = {
  id: "V21",
  equation:
    "Receipts of each till are numbered from 1 to its last without a gap and bear their number, and a key answers with the sale it made",
  checked: rowsOf(sql`sale`),
  broken: [
    disagreements(
      sql`d.name`,
      [
        {
          what: "number of receipts",
          unit: "count",
          expected: sql`d.last_seq`,
          actual: sql`coalesce(x.receipts, 0)`,
        },
        {
          what: "last receipt",
          unit: "count",
          expected: sql`d.last_seq`,
          actual: sql`coalesce(x.last, 0)`,
        },
        {
          what: "first receipt",
          unit: "count",
          expected: sql`CASE WHEN d.last_seq = 0 THEN 0 ELSE 1 END`,
          actual: sql`coalesce(x.first, 0)`,
        },
      ],
      sql`device d LEFT JOIN (
        SELECT device_id, count(*) AS receipts, min(device_seq) AS first, max(device_seq) AS last FROM sale GROUP BY device_id
      ) x ON x.device_id = d.id`,
    ),
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "number that its till gave it",
          unit: "count",
          expected: sql`s.device_seq`,
          actual: sql`CASE WHEN s.receipt_number LIKE '%-' || s.device_seq THEN s.device_seq ELSE 0 END`,
        },
      ],
      sql`sale s`,
    ),
    disagreements(
      sql`'key ' || k.key`,
      [
        {
          what: "number of sales it made",
          unit: "count",
          expected: sql`1`,
          // The answer is stored as the document's id, as JSON with the id, or compressed, which SQL cannot read.
          actual: sql`CASE WHEN s.id IS NOT NULL AND (k.form = 2 OR k.response = s.public_id OR k.response LIKE '%"' || s.public_id || '"%') THEN 1 ELSE 0 END`,
        },
      ],
      sql`(SELECT * FROM idempotency_key
          WHERE route IN ('sales.ringUp', 'sales.return', 'sales.returnWithoutReceipt')) k
        LEFT JOIN sale s ON s.key = k.key`,
    ),
  ],
};

const v26: CheckQuery = {
  id: "V26",
  equation: "The till journal of each device is numbered from 1 to its last without a gap",
  checked: rowsOf(sql`till_event`),
  broken: [
    disagreements(
      sql`d.name`,
      [
        {
          what: "number of events",
          unit: "count",
          expected: sql`d.last_event_seq`,
          actual: sql`coalesce(x.events, 0)`,
        },
        {
          what: "last event",
          unit: "count",
          expected: sql`d.last_event_seq`,
          actual: sql`coalesce(x.last, 0)`,
        },
      ],
      sql`device d LEFT JOIN (
        SELECT device_id, count(*) AS events, max(device_seq) AS last FROM till_event GROUP BY device_id
      ) x ON x.device_id = d.id`,
    ),
  ],
};

export const orderChecks: readonly CheckQuery[] = [v20, v21, v26];
