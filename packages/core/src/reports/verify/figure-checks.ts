/** Compares the daily figures with their documents, in both directions. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery, Figures } from "./check-query.ts";
import { linesOfSales } from "./lines-of-sales.ts";

interface StoredFigure {
  readonly column: string;
  readonly unit: Figures["unit"];
  readonly what: string;
}

/**
 * The keys under which a projection (`k`) differs from its documents, with the difference of each column (`x`).
 * `documents` returns the key and then every column in order.
 */
function compareFigures(
  table: string,
  keys: readonly string[],
  figures: readonly StoredFigure[],
  documents: SQL,
): SQL {
  return withStored(table, keys, differences(table, keys, figures, documents));
}

/**
 * The same for a large projection whose first key is the business date. Each day is aggregated separately, because one
 * sort of all days takes half as long again as the sorts of each; the days that differ are then aggregated once more to
 * find the differences. `documents` returns those of the days that a condition on `s.business_date` selects.
 */
function compareByDay(
  table: string,
  keys: readonly string[],
  figures: readonly StoredFigure[],
  documents: (days: SQL) => SQL,
): SQL {
  const ofDay = sql`= d.business_date`;
  const ofWrongDays = sql`IN (SELECT business_date FROM wrong_days)`;
  const differ = (days: SQL) =>
    differences(table, keys, figures, documents(days), sql`WHERE f.business_date ${days}`);
  return withStored(
    table,
    keys,
    sql`WITH wrong_days AS MATERIALIZED (SELECT d.business_date
        FROM (SELECT business_date FROM ${sql.raw(table)} UNION SELECT business_date FROM sale) d
        WHERE EXISTS (${differ(ofDay)}))
      ${differ(ofWrongDays)}`,
  );
}

/**
 * One sort also finds rows that only one side has, for which a join would need a lookup per row; it has one figure per
 * column and not two, because most rows agree and only the others are reported.
 */
function differences(
  table: string,
  keys: readonly string[],
  figures: readonly StoredFigure[],
  documents: SQL,
  storedWhere: SQL = sql``,
): SQL {
  const columns = figures.map(({ column }) => column);
  const key = list(keys);
  return sql`SELECT ${key}, ${list(columns.map((name) => `sum(${name}) AS ${name}`))} FROM (${documents}
      UNION ALL SELECT ${key}, ${list(columns.map((name) => `-${name}`))} FROM ${sql.raw(table)} f ${storedWhere}) u
    GROUP BY ${key} HAVING ${sql.raw(columns.map((name) => `sum(${name}) <> 0`).join(" OR "))}`;
}

/** The keys that differ, with the values of the projection. */
function withStored(table: string, keys: readonly string[], differing: SQL): SQL {
  return sql`(${differing}) x
    LEFT JOIN ${sql.raw(table)} k ON ${sql.raw(keys.map((name) => `k.${name} = x.${name}`).join(" AND "))}`;
}

const list = (names: readonly string[]): SQL => sql.raw(names.join(", "));

function pairs(figures: readonly StoredFigure[]): Figures[] {
  return figures.map(({ column, unit, what }) => ({
    what,
    unit,
    expected: sql.raw(`(coalesce(k.${column}, 0) + x.${column})`),
    actual: sql.raw(`coalesce(k.${column}, 0)`),
  }));
}

const salesFigures: readonly StoredFigure[] = [
  { column: "documents", unit: "count", what: "number of documents" },
  { column: "units_milli", unit: "quantity", what: "units" },
  { column: "total_minor", unit: "money", what: "total" },
  { column: "goods_minor", unit: "money", what: "goods" },
  { column: "discount_minor", unit: "money", what: "discount" },
  { column: "net_minor", unit: "money", what: "revenue" },
  { column: "tax_minor", unit: "money", what: "tax" },
  { column: "rounding_minor", unit: "money", what: "rounding" },
  { column: "cost_minor", unit: "money", what: "cost of goods sold" },
];

const df1: CheckQuery = {
  id: "DF1",
  shares: linesOfSales,
  equation:
    "Figures of the sales, returns and voids of each day, hour, place and till = their documents",
  checked: rowsOf(sql`sales_daily`),
  broken: [
    disagreements(
      sql`x.business_date || ', ' || x.hour || ' h, ' || l.name || ', ' || x.kind`,
      pairs(salesFigures),
      // Lines first, in index order; a document without lines is included as well.
      sql`${compareFigures(
        "sales_daily",
        ["business_date", "hour", "location_id", "device_id", "kind"],
        salesFigures,
        sql`SELECT s.business_date, s.hour, s.location_id, s.device_id, s.kind, 1 AS documents,
            coalesce(i.quantity, 0) AS units_milli, s.total_minor, s.goods_minor, s.discount_minor, s.net_minor,
            s.tax_minor, s.rounding_minor, coalesce(i.cost, 0) AS cost_minor
          FROM sold i RIGHT JOIN sale s ON s.id = i.sale_id`,
      )} LEFT JOIN location l ON l.id = x.location_id`,
    ),
  ],
};

const productFigures: readonly StoredFigure[] = [
  { column: "units_milli", unit: "quantity", what: "units" },
  { column: "net_minor", unit: "money", what: "revenue" },
  { column: "tax_minor", unit: "money", what: "tax" },
  { column: "discount_minor", unit: "money", what: "discount" },
  { column: "cost_minor", unit: "money", what: "cost of goods sold" },
];

const df2: CheckQuery = {
  id: "DF2",
  equation: "Figures of each product, day and place = the lines of its sales, returns and voids",
  checked: rowsOf(sql`product_daily`),
  broken: [
    disagreements(
      sql`p.sku || ' on ' || x.business_date || ', ' || x.kind`,
      pairs(productFigures),
      sql`${compareByDay(
        "product_daily",
        ["business_date", "product_id", "location_id", "kind"],
        productFigures,
        (
          days,
        ) => sql`SELECT s.business_date, i.product_id, s.location_id, s.kind, i.quantity_milli AS units_milli,
            i.net_minor, i.tax_minor, i.discount_minor, i.cost_minor
          FROM sale_line i JOIN sale s ON s.id = i.sale_id WHERE s.business_date ${days}`,
      )} LEFT JOIN product p ON p.id = x.product_id`,
    ),
  ],
};

const tenderFigures: readonly StoredFigure[] = [
  { column: "amount_minor", unit: "money", what: "money" },
];

const df3: CheckQuery = {
  id: "DF3",
  equation:
    "Figures of each payment method, day and till = the payments of sales, returns and voids",
  checked: rowsOf(sql`tender_daily`),
  broken: [
    disagreements(
      sql`coalesce(n.name, x.tender) || ' on ' || x.business_date || ' at ' || d.name || ', ' || x.kind`,
      pairs(tenderFigures),
      sql`${compareFigures(
        "tender_daily",
        ["business_date", "device_id", "tender", "kind"],
        tenderFigures,
        sql`SELECT s.business_date, s.device_id, p.tender, s.kind,
            CASE s.kind WHEN 'void' THEN -p.amount_minor ELSE p.amount_minor END AS amount_minor
          FROM payment p JOIN sale s ON s.id = p.sale_id`,
      )} LEFT JOIN device d ON d.id = x.device_id LEFT JOIN tender n ON n.public_id = x.tender`,
    ),
  ],
};

const taxFigures: readonly StoredFigure[] = [
  { column: "base_minor", unit: "money", what: "taxed amount" },
  { column: "tax_minor", unit: "money", what: "tax" },
];

/** One tax of one line, or a line without tax; `days` limits the business dates. */
const taxesOf = (days: SQL, rate: SQL, base: SQL, tax: SQL, from: SQL): SQL => sql`
  SELECT s.business_date, ${rate} AS tax_rate_id, s.location_id, s.kind, ${base} AS base_minor, ${tax} AS tax_minor
  FROM ${from} JOIN sale s ON s.id = i.sale_id WHERE s.business_date ${days}`;

const df4: CheckQuery = {
  id: "DF4",
  equation:
    "Figures of each tax rate, day and place = the taxes of the lines of sales, returns and voids",
  checked: rowsOf(sql`tax_daily`),
  broken: [
    disagreements(
      sql`coalesce(n.name, 'no tax') || ' on ' || x.business_date || ', ' || x.kind`,
      pairs(taxFigures),
      sql`${compareByDay(
        "tax_daily",
        ["business_date", "tax_rate_id", "location_id", "kind"],
        taxFigures,
        (days) =>
          sql`${taxesOf(days, sql`r.tax_rate_id`, sql`r.base_minor`, sql`r.tax_minor`, sql`sale_line_tax r JOIN sale_line i ON i.id = r.line_id`)}
            UNION ALL ${taxesOf(days, sql`0`, sql`i.net_minor`, sql`0`, sql`(SELECT * FROM sale_line WHERE NOT EXISTS (SELECT 1 FROM sale_line_tax r WHERE r.line_id = sale_line.id)) i`)}`,
      )} LEFT JOIN tax_rate n ON n.id = x.tax_rate_id`,
    ),
  ],
};

export const figureChecks: readonly CheckQuery[] = [df1, df2, df3, df4];
