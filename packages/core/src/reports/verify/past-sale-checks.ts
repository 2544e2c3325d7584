/** Compares past sales with their lines, and these with the imported rows. The reports add up these rows themselves. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

const df5: CheckQuery = {
  id: "DF5",
  equation: "Past sales of each day in the reports of days and of products = their lines",
  checked: rowsOf(sql`past_sale`),
  broken: [
    disagreements(
      sql`p.number || ' on ' || p.business_date`,
      [
        { what: "lines", unit: "count", expected: sql`l.lines`, actual: sql`p.lines` },
        { what: "units", unit: "quantity", expected: sql`l.units`, actual: sql`p.units_milli` },
        { what: "total", unit: "money", expected: sql`l.total`, actual: sql`p.total_minor` },
      ],
      sql`(SELECT s.id, count(i.row_no) AS lines, coalesce(sum(i.quantity_milli), 0) AS units,
          coalesce(sum(i.amount_minor), 0) AS total
        FROM past_sale s LEFT JOIN past_sale_line i ON i.past_sale_id = s.id GROUP BY s.id) l
        JOIN past_sale p ON p.id = l.id`,
    ),
  ],
};

const df6: CheckQuery = {
  id: "DF6",
  equation: "Lines and total of the past sales of each import = its imported rows",
  checked: rowsOf(sql`import_batch WHERE kind = 'past_sales'`),
  broken: [
    disagreements(
      sql`b.file_name`,
      [
        { what: "lines", unit: "count", expected: sql`x.rows`, actual: sql`x.lines` },
        { what: "total", unit: "money", expected: sql`x.imported`, actual: sql`x.total` },
      ],
      sql`(SELECT batch_id, sum(rows) AS rows, sum(imported) AS imported, sum(lines) AS lines, sum(total) AS total
        FROM (SELECT r.batch_id, 1 AS rows, r.retail_minor AS imported, 0 AS lines, 0 AS total
            FROM import_row r JOIN import_batch o ON o.id = r.batch_id
            WHERE o.kind = 'past_sales' AND r.result = 'imported'
          UNION ALL SELECT i.batch_id, 0, 0, 1, i.amount_minor FROM past_sale_line i) u
        GROUP BY batch_id) x JOIN import_batch b ON b.id = x.batch_id`,
    ),
  ],
};

export const pastSaleChecks: readonly CheckQuery[] = [df5, df6];
