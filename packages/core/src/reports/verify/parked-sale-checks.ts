/** Compares sold parked sales with their sales. Constraints of the table cover the rest of their states. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

const v34: CheckQuery = {
  id: "V34",
  equation:
    "A sold parked sale names one sale, or the return of its empties, which was not recorded before it was parked",
  checked: rowsOf(sql`parked_sale`),
  broken: [
    disagreements(
      sql`p.public_id`,
      [{ what: "sales that it became", unit: "count", expected: sql`1`, actual: sql`p.sales` }],
      sql`(SELECT k.public_id, (SELECT count(*) FROM sale s WHERE s.id = k.sale_id
            AND (s.kind = 'sale' OR (s.kind = 'return' AND s.origin_sale_id IS NULL))
            AND s.recorded_at >= k.created_at) AS sales
        FROM parked_sale k WHERE k.outcome = 'sold') p`,
    ),
  ],
};

export const parkedSaleChecks: readonly CheckQuery[] = [v34];
