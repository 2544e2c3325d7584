/** Compares returns with their sales: never more goods, money or cost than were sold. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

/** Sold lines with returns, and the total returned. */
const returned = sql`(
  SELECT r.origin_line_id, sum(r.quantity_milli) AS quantity, sum(r.net_minor) AS net, sum(r.tax_minor) AS tax,
    sum(r.cost_minor) AS cost, sum(CASE WHEN r.disposition = 'keep' THEN 1 ELSE 0 END) AS kept
  FROM sale_line r JOIN sale d ON d.id = r.sale_id
  WHERE r.origin_line_id IS NOT NULL AND d.kind = 'return'
  GROUP BY r.origin_line_id
) x JOIN sale_line o ON o.id = x.origin_line_id JOIN sale s ON s.id = o.sale_id`;

const v12: CheckQuery = {
  id: "V12",
  equation:
    "What came back of a sold line is at most what was sold, paid and spent on it; all of it back leaves no margin",
  checked: rowsOf(sql`sale_line WHERE origin_line_id IS NOT NULL`),
  broken: [
    disagreements(
      sql`s.receipt_number || ' line ' || o.line_no || ', ' || o.sku`,
      [
        {
          what: "quantity returned",
          unit: "quantity",
          expected: sql`o.quantity_milli`,
          actual: sql`x.quantity`,
          atMost: true,
        },
        {
          what: "money refunded",
          unit: "money",
          expected: sql`o.net_minor + o.tax_minor`,
          actual: sql`x.net + x.tax`,
          atMost: true,
        },
        {
          what: "cost returned",
          unit: "money",
          expected: sql`o.cost_minor`,
          actual: sql`x.cost`,
          atMost: true,
        },
        {
          what: "margin left after everything came back",
          unit: "money",
          expected: sql`0`,
          // Goods that stay with the customer keep their cost, so the loss remains recorded.
          actual: sql`CASE WHEN x.quantity = o.quantity_milli AND x.kept = 0
            THEN (o.net_minor - x.net) - (o.cost_minor - x.cost) ELSE 0 END`,
        },
      ],
      returned,
    ),
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "money paid back with cash rounding",
          unit: "money",
          expected: sql`s.total_minor`,
          actual: sql`x.total`,
          atMost: true,
        },
      ],
      sql`(SELECT origin_sale_id, sum(total_minor) AS total FROM sale
          WHERE origin_sale_id IS NOT NULL AND kind = 'return' GROUP BY origin_sale_id) x
        JOIN sale s ON s.id = x.origin_sale_id`,
    ),
    disagreements(
      sql`r.receipt_number || ' line ' || r.line_no || ', ' || r.sku`,
      [
        {
          what: "sold line of the same product and sale behind it",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN o.product_id = r.product_id AND o.sale_id = r.origin_sale_id AND r.kind IN ('return', 'void')
            THEN 1 ELSE 0 END`,
        },
      ],
      sql`(SELECT i.*, s.receipt_number, s.origin_sale_id, s.kind FROM sale_line i JOIN sale s ON s.id = i.sale_id
          WHERE i.origin_line_id IS NOT NULL OR s.origin_sale_id IS NOT NULL) r
        LEFT JOIN sale_line o ON o.id = r.origin_line_id`,
    ),
  ],
};

/** Refunds that name the refunded payment; one that names none was allowed to use another method. */
const refunded = sql`(
  SELECT u.sale_id, u.tender, u.refunded,
    (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p
      WHERE p.sale_id = u.sale_id AND p.tender = u.tender AND p.voids IS NULL) AS paid
  FROM (
    SELECT o.sale_id, r.tender, sum(r.amount_minor) AS refunded
    FROM payment r JOIN sale d ON d.id = r.sale_id JOIN payment o ON o.id = r.refund_of
    WHERE r.refund_of IS NOT NULL AND r.voids IS NULL AND d.kind = 'return'
    GROUP BY o.sale_id, r.tender
  ) u
) x JOIN sale s ON s.id = x.sale_id JOIN tender n ON n.public_id = x.tender`;

const v13: CheckQuery = {
  id: "V13",
  equation:
    "Refunds by a tender are at most what the sale was paid by it, unless someone had the right to pay another way",
  checked: rowsOf(sql`payment WHERE refund_of IS NOT NULL`),
  broken: [
    disagreements(
      sql`s.receipt_number || ', ' || n.name`,
      [
        {
          what: "money refunded",
          unit: "money",
          expected: sql`x.paid`,
          actual: sql`x.refunded`,
          atMost: true,
        },
      ],
      refunded,
    ),
  ],
};

const isExchange = sql.raw("p.tender_kind = 'exchange'");

/** Documents with a part in an exchange, each with the other one. */
const exchanged = sql`(
  SELECT d.id, d.receipt_number, d.kind,
    CASE d.kind WHEN 'sale' THEN d.exchange_of ELSE (SELECT s.id FROM sale s WHERE s.exchange_of = d.id) END AS other
  FROM sale d
  WHERE d.exchange_of IS NOT NULL OR d.id IN (SELECT p.sale_id FROM payment p WHERE ${isExchange})
) x LEFT JOIN sale o ON o.id = x.other`;

const paidInGoods = (document: string) =>
  sql`coalesce((SELECT sum(p.amount_minor) FROM payment p WHERE p.sale_id = ${sql.raw(document)} AND ${isExchange}), 0)`;

const v32: CheckQuery = {
  id: "V32",
  equation: "In an exchange, a sale takes in goods exactly what its return gives",
  checked: rowsOf(sql`sale WHERE exchange_of IS NOT NULL`),
  broken: [
    disagreements(
      sql`x.receipt_number`,
      [
        {
          what: "other document of the exchange",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN (x.kind = 'sale' AND o.kind = 'return') OR (x.kind = 'return' AND o.kind = 'sale')
            THEN 1 ELSE 0 END`,
        },
        {
          what: "money paid in goods",
          unit: "money",
          expected: paidInGoods("x.other"),
          actual: paidInGoods("x.id"),
        },
      ],
      exchanged,
    ),
  ],
};

export const returnChecks: readonly CheckQuery[] = [v12, v13, v32];
