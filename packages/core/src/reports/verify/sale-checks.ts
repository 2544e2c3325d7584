/** Each sale and return in itself: amounts, payments, and the goods behind its lines. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { disagreements, rowsOf } from "./book-check.ts";
import type { BookCheck } from "./book-check.ts";

const sums = sql`sale s LEFT JOIN (
  SELECT sale_id, count(*) AS lines, sum(gross_minor) AS gross, sum(discount_minor) AS discount,
    sum(net_minor) AS net, sum(tax_minor) AS tax
  FROM sale_line GROUP BY sale_id
) x ON x.sale_id = s.id`;

const v10: BookCheck = {
  id: "V10",
  equation:
    "Lines of a sale add up to it: net + tax + rounding = total, and the rates of a line to its tax",
  checked: rowsOf(sql`sale`),
  broken: [
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "number of lines",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN x.lines > 0 THEN 1 ELSE 0 END`,
        },
        {
          what: "total",
          unit: "money",
          expected: sql`coalesce(x.net + x.tax, 0) + s.rounding_minor`,
          actual: sql`s.total_minor`,
        },
        { what: "net", unit: "money", expected: sql`coalesce(x.net, 0)`, actual: sql`s.net_minor` },
        { what: "tax", unit: "money", expected: sql`coalesce(x.tax, 0)`, actual: sql`s.tax_minor` },
        {
          what: "goods",
          unit: "money",
          expected: sql`coalesce(x.gross, 0)`,
          actual: sql`s.goods_minor`,
        },
        {
          what: "discount",
          unit: "money",
          expected: sql`coalesce(x.discount, 0)`,
          actual: sql`s.discount_minor`,
        },
      ],
      sums,
    ),
    disagreements(
      sql`x.receipt_number || ' line ' || x.line_no`,
      [
        {
          what: "tax of all rates",
          unit: "money",
          expected: sql`x.tax_minor`,
          actual: sql`x.by_rate`,
        },
      ],
      sql`(SELECT s.receipt_number, i.line_no, i.tax_minor,
          (SELECT coalesce(sum(r.tax_minor), 0) FROM sale_line_tax r WHERE r.line_id = i.id) AS by_rate
        FROM sale_line i JOIN sale s ON s.id = i.sale_id) x`,
    ),
  ],
};

const v11: BookCheck = {
  id: "V11",
  equation:
    "Money tendered less change = total of the sale, nothing is left of a voided one, and change is given from cash",
  checked: rowsOf(sql`payment`),
  broken: [
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "money kept",
          unit: "money",
          expected: sql`CASE WHEN s.status = 'voided' THEN 0 ELSE s.total_minor END`,
          actual: sql`coalesce(x.kept, 0)`,
        },
      ],
      sql`sale s LEFT JOIN (
        SELECT sale_id, sum(tendered_minor - change_minor) AS kept FROM payment GROUP BY sale_id
      ) x ON x.sale_id = s.id`,
    ),
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "change not from cash",
          unit: "money",
          expected: sql`0`,
          actual: sql`p.change_minor`,
        },
      ],
      sql`(SELECT * FROM payment WHERE tender <> 'cash') p JOIN sale s ON s.id = p.sale_id`,
    ),
  ],
};

/** What the ledger moved for one line of a sale or return; `x` names the line. */
const movedFor = (column: string): SQL =>
  sql`coalesce((SELECT sum(m.${sql.raw(column)}) FROM movement m WHERE m.doc_type = 'sale' AND m.doc_id = x.doc_id
    AND m.line_no = x.line_no AND m.product_id = x.product_id
    AND m.kind = CASE x.is_sale WHEN 1 THEN 'sale' ELSE 'return' END), 0)`;

/** A number sorts faster than the word. */
const isSale = (alias: "s" | "m"): SQL =>
  sql.raw(`CASE WHEN ${alias}.kind = 'sale' THEN 1 ELSE 0 END`);

/**
 * Lines of goods kept in stock whose movements do not add up to them, and movements that name no such line, with what is
 * missing. One figure is sorted for each sum and not two: the ledger is asked again only for what does not agree.
 */
const goods = sql`(
  SELECT u.doc_id, u.line_no, u.product_id, u.is_sale, sum(u.quantity) AS quantity, sum(u.cost) AS cost FROM (
    SELECT i.sale_id AS doc_id, i.line_no, i.product_id, ${isSale("s")} AS is_sale, i.quantity_milli AS quantity,
      i.cost_minor AS cost
    FROM sale_line i JOIN sale s ON s.id = i.sale_id
    WHERE i.product_id NOT IN (SELECT id FROM product WHERE kind <> 'stock')
      AND coalesce(i.disposition, '') <> 'keep'
    UNION ALL
    SELECT doc_id, line_no, product_id, ${isSale("m")}, -quantity_milli, -cost_minor
    FROM movement m WHERE kind IN ('sale', 'return')
  ) u GROUP BY u.doc_id, u.line_no, u.product_id, u.is_sale HAVING sum(u.quantity) <> 0 OR sum(u.cost) <> 0
) x JOIN product p ON p.id = x.product_id LEFT JOIN sale s ON s.id = x.doc_id`;

const v14: BookCheck = {
  id: "V14",
  equation:
    "Goods moved by a sale or return = its stocked lines, in quantity and in cost; nothing moves without a line",
  checked: rowsOf(sql`movement WHERE kind IN ('sale', 'return')`),
  broken: [
    disagreements(
      sql`coalesce(s.receipt_number, 'no receipt') || ' line ' || x.line_no || ', ' || p.sku`,
      [
        {
          what: "goods moved",
          unit: "quantity",
          expected: sql`(${movedFor("quantity_milli")} + x.quantity)`,
          actual: movedFor("quantity_milli"),
        },
        {
          what: "cost of the goods moved",
          unit: "money",
          expected: sql`(${movedFor("cost_minor")} + x.cost)`,
          actual: movedFor("cost_minor"),
        },
      ],
      goods,
    ),
  ],
};

export const saleChecks: readonly BookCheck[] = [v10, v11, v14];
