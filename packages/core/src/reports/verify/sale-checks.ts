/** Checks of single sales and returns: amounts, payments, and the goods of their lines. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";
import { linesOfSales } from "./lines-of-sales.ts";

// Lines first, in index order; a sale without lines is found as well.
const sums = sql`sold x RIGHT JOIN sale s ON s.id = x.sale_id`;

const v10: CheckQuery = {
  id: "V10",
  shares: linesOfSales,
  equation:
    "Lines of a sale add up to it: net + tax + rounding = total; a line's rates are the shop's and add up to its tax, its price and discount to its amount",
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
        {
          what: "price times quantity",
          unit: "money",
          expected: sql`x.gross_minor`,
          // Doubles, because the product exceeds the safe integers; they are exact to far less than a cent.
          // A label has the price of its whole line, which its code proves: the quantity is worked out and rounded.
          actual: sql`CASE WHEN x.kind = 'sale' AND x.price_source <> 'label' AND abs(x.priced - x.gross_minor) > 0.51 THEN round(x.priced) ELSE x.gross_minor END`,
        },
        {
          what: "net, tax and discount",
          unit: "money",
          expected: sql`x.gross_minor`,
          // It is not stored whether the price included tax; the shares of a return are rounded individually.
          actual: sql`CASE WHEN x.kind = 'sale' AND x.net_minor + x.discount_minor <> x.gross_minor
            THEN x.net_minor + x.tax_minor + x.discount_minor ELSE x.gross_minor END`,
        },
        {
          what: "amount that is taxed",
          unit: "money",
          expected: sql`x.net_minor`,
          actual: sql`CASE WHEN x.kind = 'sale' THEN coalesce(x.base, x.net_minor) ELSE x.net_minor END`,
        },
      ],
      sql`(SELECT s.receipt_number, s.kind, i.line_no, i.gross_minor, i.discount_minor, i.net_minor, i.tax_minor,
          i.price_source, CAST(i.unit_price_minor AS double precision) * i.quantity_milli / i.basis_milli AS priced,
          coalesce(sum(r.tax_minor), 0) AS by_rate, min(r.base_minor) AS base
        FROM sale_line i JOIN sale s ON s.id = i.sale_id LEFT JOIN sale_line_tax r ON r.line_id = i.id
        GROUP BY i.id, s.id) x`,
    ),
    disagreements(
      sql`s.receipt_number || ' line ' || i.line_no`,
      [
        {
          what: "tax rate in parts per million",
          unit: "count",
          expected: sql`x.rate`,
          actual: sql`x.ppm`,
        },
      ],
      // A rate is replaced and never edited, so that what was sold names it as it is.
      sql`(SELECT r.line_id, r.ppm, coalesce(t.ppm, -1) AS rate
          FROM sale_line_tax r LEFT JOIN tax_rate t ON t.id = r.tax_rate_id WHERE r.ppm <> coalesce(t.ppm, -1)) x
        JOIN sale_line i ON i.id = x.line_id JOIN sale s ON s.id = i.sale_id`,
    ),
  ],
};

const v11: CheckQuery = {
  id: "V11",
  equation:
    "Money tendered less change = total of the document, a void gives each payment of its sale back as it came, and change is given from cash, and a payment is of the kind of its method",
  checked: rowsOf(sql`payment`),
  broken: [
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "money kept",
          unit: "money",
          expected: sql`CASE s.kind WHEN 'void' THEN -s.total_minor ELSE s.total_minor END`,
          actual: sql`coalesce(x.kept, 0)`,
        },
      ],
      sql`(SELECT sale_id, sum(tendered_minor - change_minor) AS kept FROM payment GROUP BY sale_id) x
        RIGHT JOIN sale s ON s.id = x.sale_id`,
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
      sql`(SELECT * FROM payment WHERE tender_kind <> 'cash') p JOIN sale s ON s.id = p.sale_id`,
    ),
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "payments of the kind of their method",
          unit: "count",
          expected: sql`1`,
          actual: sql`0`,
        },
      ],
      sql`(SELECT p.sale_id FROM payment p JOIN tender n ON n.public_id = p.tender
          WHERE n.kind <> p.tender_kind) x JOIN sale s ON s.id = x.sale_id`,
    ),
    disagreements(
      sql`s.receipt_number`,
      [
        {
          what: "payments that are taken back",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN p.sale_id = s.origin_sale_id AND p.tender = v.tender AND p.amount_minor = -v.amount_minor
            AND p.voids IS NULL THEN 1 ELSE 0 END`,
        },
      ],
      sql`(SELECT * FROM payment WHERE voids IS NOT NULL) v JOIN sale s ON s.id = v.sale_id
        JOIN payment p ON p.id = v.voids`,
    ),
  ],
};

/** A correction moves money between methods of its sale and changes nothing else. */
const v29: CheckQuery = {
  id: "V29",
  equation:
    "A correction of the payment method has two payments of its sale that add up to nothing; those of a void add up to nothing as well",
  checked: rowsOf(sql`tender_correction`),
  broken: [
    disagreements(
      sql`c.number`,
      [
        { what: "payments", unit: "count", expected: sql`2`, actual: sql`coalesce(x.count, 0)` },
        { what: "money", unit: "money", expected: sql`0`, actual: sql`coalesce(x.money, 0)` },
      ],
      sql`(SELECT p.correction_id, sum(CASE WHEN p.voids IS NULL AND p.sale_id = c.sale_id THEN 1 ELSE 0 END) AS count,
            sum(p.amount_minor) AS money
          FROM payment p JOIN tender_correction c ON c.id = p.correction_id GROUP BY p.correction_id) x
        RIGHT JOIN tender_correction c ON c.id = x.correction_id`,
    ),
  ],
};

/** The movements of one line of a sale or return; `x` is the alias of the line. */
const movedFor = (column: string): SQL =>
  sql`coalesce((SELECT sum(m.${sql.raw(column)}) FROM movement m WHERE m.doc_type = 'sale' AND m.doc_id = x.doc_id
    AND m.line_no = x.line_no AND m.product_id = x.product_id
    AND m.kind = CASE x.is_sale WHEN 1 THEN 'sale' ELSE 'return' END), 0)`;

/** A number sorts faster than text. */
const isSale = (alias: "s" | "m"): SQL =>
  sql.raw(`CASE WHEN ${alias}.kind = 'sale' THEN 1 ELSE 0 END`);

/**
 * Stocked lines whose movements do not add up to them, and movements without such a line, with the difference. The sort
 * has one figure per sum and not two: the ledger is queried again only for differences.
 */
const goods = sql`(
  SELECT u.doc_id, u.line_no, u.product_id, u.is_sale, sum(u.quantity) AS quantity, sum(u.cost) AS cost FROM (
    SELECT i.sale_id AS doc_id, i.line_no, i.product_id, ${isSale("s")} AS is_sale, i.quantity_milli AS quantity,
      i.cost_minor AS cost
    FROM sale_line i JOIN sale s ON s.id = i.sale_id
    WHERE s.kind <> 'void' AND i.product_id NOT IN (SELECT id FROM product WHERE kind <> 'stock')
      AND coalesce(i.disposition, '') <> 'keep'
    UNION ALL
    SELECT doc_id, line_no, product_id, ${isSale("m")}, -quantity_milli, -cost_minor
    FROM movement m WHERE kind IN ('sale', 'return')
  ) u GROUP BY u.doc_id, u.line_no, u.product_id, u.is_sale HAVING sum(u.quantity) <> 0 OR sum(u.cost) <> 0
) x JOIN product p ON p.id = x.product_id LEFT JOIN sale s ON s.id = x.doc_id`;

const v14: CheckQuery = {
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

/** The amounts of a line, which a void repeats. */
const LINE_COLUMNS = [
  "product_id",
  "quantity_milli",
  "unit_price_minor",
  "gross_minor",
  "discount_minor",
  "net_minor",
  "tax_minor",
  "cost_minor",
] as const;

const v25: CheckQuery = {
  id: "V25",
  equation:
    "A void names one sale, has its day, place and amounts, and repeats each of its lines; no return names a voided sale",
  checked: rowsOf(sql`sale WHERE kind = 'void'`),
  broken: [
    disagreements(
      sql`v.receipt_number`,
      [
        {
          what: "sales with its day, place and customer",
          unit: "count",
          expected: sql`1`,
          actual: sql`CASE WHEN s.kind = 'sale' AND s.business_date = v.business_date AND s.hour = v.hour
            AND s.location_id = v.location_id AND coalesce(s.customer_id, 0) = coalesce(v.customer_id, 0) THEN 1 ELSE 0 END`,
        },
        {
          what: "total",
          unit: "money",
          expected: sql`coalesce(s.total_minor, 0)`,
          actual: sql`v.total_minor`,
        },
        {
          what: "repeated lines",
          unit: "count",
          expected: sql`(SELECT count(*) FROM sale_line i WHERE i.sale_id = s.id)`,
          actual: sql`(SELECT count(*) FROM sale_line i JOIN sale_line o ON o.id = i.origin_line_id
            WHERE i.sale_id = v.id AND o.sale_id = s.id
              AND ${sql.raw(LINE_COLUMNS.map((name) => `i.${name} = o.${name}`).join(" AND "))})`,
        },
        {
          what: "returns of the voided sale",
          unit: "count",
          expected: sql`0`,
          actual: sql`(SELECT count(*) FROM sale r WHERE r.origin_sale_id = s.id AND r.kind = 'return')`,
        },
      ],
      sql`(SELECT * FROM sale WHERE kind = 'void') v LEFT JOIN sale s ON s.id = v.origin_sale_id`,
    ),
  ],
};

export const saleChecks: readonly CheckQuery[] = [v10, v11, v14, v25, v29];
