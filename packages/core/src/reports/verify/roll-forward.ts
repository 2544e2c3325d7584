/** The roll-forward: the expected effect of each kind of movement on stock, compared with the actual effect. */
import { sql } from "drizzle-orm";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";
import { effectOf, ledgerGroups } from "./ledger-groups.ts";

const done = effectOf("m");

/**
 * The expected effect of a kind; a reversal has the opposite effect of its original. Adjustments, counts and assemblies
 * go in either direction and are gains or losses depending on their ends.
 */
const due = sql`CASE coalesce(m.reversed_kind, m.kind)
    WHEN 'opening' THEN 1 WHEN 'receive' THEN 1 WHEN 'return' THEN 1 WHEN 'cover' THEN 1
    WHEN 'sale' THEN -1 WHEN 'waste' THEN -1 WHEN 'use' THEN -1 WHEN 'supplier_return' THEN -1 WHEN 'cover_release' THEN -1
    WHEN 'transfer' THEN 0
    ELSE coalesce(m.reversed_effect, ${done})
  END * CASE WHEN m.reversed_kind IS NULL THEN 1 ELSE -1 END`;

/** Per product and month: the change calculated from the kinds, and the change calculated from the ends. */
const changes = sql`(
  SELECT m.product_id, m.month,
    sum(m.quantity_milli * (${due})) AS quantity_due, sum(m.quantity_milli * (${done})) AS quantity_done,
    sum(m.cost_minor * (${due})) AS value_due, sum(m.cost_minor * (${done})) AS value_done
  FROM moved m GROUP BY m.product_id, m.month
) x JOIN product p ON p.id = x.product_id`;

/**
 * Stock and value are the sums of all movements into and out of the shop (V2, V3). This calculates the same sums from
 * the kinds, month by month; if every month agrees, every period does.
 */
const v4: CheckQuery = {
  id: "V4",
  shares: ledgerGroups,
  equation:
    "In every month, opening stock + openings, receipts, returns and gains - sales, waste and losses = closing stock, in quantity and in value",
  checked: rowsOf(sql`movement`),
  broken: [
    disagreements(
      sql`p.sku || ' in ' || x.month`,
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
      changes,
    ),
  ],
};

export const rollForwardChecks: readonly CheckQuery[] = [v4];
