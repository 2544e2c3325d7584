/** Compares each movement with its document. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

/**
 * The displayed time and kind of a movement are those of its document; a reversal belongs to the document it reverses,
 * and only that of a void has its own time. Of a sale's movements only returned goods that cannot be sold again are
 * moved on as waste.
 */
const v23: CheckQuery = {
  id: "V23",
  equation:
    "Every movement belongs to a document of its kind, and happened on the day and at the moment of it",
  checked: rowsOf(sql`movement`),
  broken: [
    disagreements(
      sql`'movement ' || x.id || ' of ' || p.sku`,
      [
        {
          what: "documents of its kind",
          unit: "count",
          expected: sql`1`,
          actual: sql`x.kind_fits`,
        },
        { what: "documents of its day", unit: "count", expected: sql`1`, actual: sql`x.day_fits` },
        {
          what: "documents of its moment",
          unit: "count",
          expected: sql`1`,
          actual: sql`x.moment_fits`,
        },
      ],
      sql`(SELECT m.id, m.product_id,
          CASE WHEN m.kind IN ('reversal', s.kind, d.kind) OR (m.kind = 'waste' AND s.kind = 'return') THEN 1 ELSE 0 END AS kind_fits,
          CASE WHEN m.business_date = coalesce(s.business_date, d.business_date) THEN 1 ELSE 0 END AS day_fits,
          CASE WHEN m.occurred_at = coalesce(s.occurred_at, d.occurred_at) OR (m.kind = 'reversal' AND s.id IS NOT NULL)
            THEN 1 ELSE 0 END AS moment_fits
        FROM movement m
          LEFT JOIN sale s ON s.id = m.doc_id AND m.doc_type = 'sale'
          LEFT JOIN stock_document d ON d.id = m.doc_id AND m.doc_type = 'stock') x
        JOIN product p ON p.id = x.product_id`,
    ),
  ],
};

export const documentChecks: readonly CheckQuery[] = [v23];
