/** The roll-forward: what each kind of movement must do to the stock, against what it did. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { disagreements, rowsOf } from "./book-check.ts";
import type { BookCheck } from "./book-check.ts";

/** What a movement did: +1 brought goods into the shop, -1 took them out, 0 kept them inside. `m` is the alias. */
const done = sql`CASE WHEN m.from_location_id IS NULL THEN 1 WHEN m.to_location_id IS NULL THEN -1 ELSE 0 END`;

/**
 * What its kind says it must have done; a reversal does the opposite of its original (alias `o`). Adjustments, counts
 * and assemblies go either way and are gains or losses by their ends.
 */
const due = sql`CASE coalesce(o.kind, m.kind)
    WHEN 'opening' THEN 1 WHEN 'receive' THEN 1 WHEN 'return' THEN 1 WHEN 'cover' THEN 1
    WHEN 'sale' THEN -1 WHEN 'waste' THEN -1 WHEN 'use' THEN -1 WHEN 'supplier_return' THEN -1 WHEN 'cover_release' THEN -1
    WHEN 'transfer' THEN 0
    ELSE CASE WHEN coalesce(o.id, 0) = 0 THEN ${done}
      WHEN o.from_location_id IS NULL THEN 1 WHEN o.to_location_id IS NULL THEN -1 ELSE 0 END
  END * CASE WHEN o.id IS NULL THEN 1 ELSE -1 END`;

/** Per product and period: the change that the kinds add up to, and the change that the ends add up to. */
function changesBy(period: SQL): SQL {
  return sql`(
    SELECT m.product_id, ${period} AS period,
      sum(m.quantity_milli * (${due})) AS quantity_due, sum(m.quantity_milli * (${done})) AS quantity_done,
      sum(m.cost_minor * (${due})) AS value_due, sum(m.cost_minor * (${done})) AS value_done
    FROM movement m LEFT JOIN movement o ON o.id = m.reverses
    GROUP BY m.product_id, ${period}
  ) x JOIN product p ON p.id = x.product_id`;
}

/**
 * Stock and value owned are the sum of all that crossed the border (V2, V3). Here the same sum is made from the kinds,
 * month by month; where every month agrees, every period does, and so does all time.
 */
const v4: BookCheck = {
  id: "V4",
  equation:
    "In every month, opening stock + openings, receipts, returns and gains - sales, waste and losses = closing stock, in quantity and in value",
  checked: rowsOf(sql`movement`),
  broken: [
    disagreements(
      sql`p.sku || ' in ' || x.period`,
      [
        {
          what: "change of stock",
          unit: "quantity",
          expected: sql`x.quantity_due`,
          actual: sql`x.quantity_done`,
        },
        {
          what: "change of value",
          unit: "money",
          expected: sql`x.value_due`,
          actual: sql`x.value_done`,
        },
      ],
      changesBy(sql`substr(m.business_date, 1, 7)`),
    ),
  ],
};

export const rollForwardChecks: readonly BookCheck[] = [v4];
