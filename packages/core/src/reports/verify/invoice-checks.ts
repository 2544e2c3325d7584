/** Compares invoices with their sales. A constraint of the table covers that a sale has one at most. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

const v37: CheckQuery = {
  id: "V37",
  equation: "The invoices of a series are numbered 1, 2, 3 and so on, each for a sale before it",
  checked: rowsOf(sql`sale_invoice`),
  broken: [
    disagreements(
      sql`'invoice ' || i.series || '-' || i.seq`,
      [
        {
          what: "its place in the series",
          unit: "count",
          expected: sql`i.seq`,
          actual: sql`i.nth`,
        },
        { what: "sales before it", unit: "count", expected: sql`1`, actual: sql`i.sales` },
      ],
      sql`(SELECT v.series, v.seq, row_number() OVER (PARTITION BY v.series ORDER BY v.seq) AS nth,
          (SELECT count(*) FROM sale s WHERE s.id = v.sale_id AND s.kind = 'sale'
            AND s.recorded_at <= v.issued_at) AS sales
        FROM sale_invoice v) i`,
    ),
  ],
};

export const invoiceChecks: readonly CheckQuery[] = [v37];
