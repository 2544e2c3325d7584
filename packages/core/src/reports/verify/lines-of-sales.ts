import { sql } from "drizzle-orm";
import type { SharedRows } from "./check-query.ts";

/**
 * The aggregated lines of each sale, in one pass for all checks that need them. Columns: `sale_id`, `lines` (count),
 * `gross`, `discount`, `net`, `tax`, `cost` in minor units, `quantity` in thousandths.
 */
export const linesOfSales: SharedRows = {
  name: "sold",
  rows: sql`SELECT sale_id, count(*) AS lines, sum(gross_minor) AS gross, sum(discount_minor) AS discount,
      sum(net_minor) AS net, sum(tax_minor) AS tax, sum(cost_minor) AS cost, sum(quantity_milli) AS quantity
    FROM sale_line GROUP BY sale_id`,
};
