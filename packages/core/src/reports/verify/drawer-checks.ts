/** Checks of drawers: the cash that should be there, and the chain of closing reports. */
import { sql } from "drizzle-orm";
import type { VerifyReport } from "@daybook/contract/reports";
import { sealOf } from "../../closings/seal.ts";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../../context/context.ts";
import { disagreements, rowsOf } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";

const v15: CheckQuery = {
  id: "V15",
  equation:
    "Cash expected at a closing = float + taken - refunded - voided + paid in - paid out; counted = left + into the safe",
  checked: rowsOf(sql`closing WHERE supplement_of IS NULL`),
  broken: [
    disagreements(
      sql`'closing ' || z.number`,
      [
        {
          what: "expected cash",
          unit: "money",
          expected: sql`z.cash`,
          actual: sql`z.expected_minor`,
        },
        {
          what: "difference",
          unit: "money",
          expected: sql`z.counted_minor - z.expected_minor`,
          actual: sql`z.difference_minor`,
        },
        {
          what: "cash counted",
          unit: "money",
          expected: sql`z.left_minor + z.to_safe_minor`,
          actual: sql`z.counted_minor`,
        },
      ],
      sql`(SELECT c.number, c.difference_minor, c.left_minor, c.to_safe_minor, l.counted_minor, l.expected_minor,
          d.float_minor
            + coalesce((SELECT sum(CASE s.kind WHEN 'return' THEN -p.amount_minor ELSE p.amount_minor END)
                FROM sale s JOIN payment p ON p.sale_id = s.id
                WHERE s.session_id = d.id AND NOT s.late AND p.tender = 'cash'), 0)
            + coalesce((SELECT sum(CASE WHEN e.kind IN ('pay_in', 'top_up') THEN e.amount_minor ELSE -e.amount_minor END)
                FROM cash_entry e WHERE e.session_id = d.id), 0) AS cash
        FROM closing c JOIN drawer_session d ON d.id = c.session_id
          JOIN cash_count_line l ON l.count_id = c.count_id AND l.tender = 'cash'
        WHERE c.supplement_of IS NULL) z`,
    ),
  ],
};

// Before the first closing nothing was left: the first session begins with its float, or in older rows with 0.
const v27: CheckQuery = {
  id: "V27",
  equation:
    "A session is closed once or is the open one of its drawer, and begins with what the one before it left",
  checked: rowsOf(sql`drawer_session`),
  broken: [
    disagreements(
      sql`w.name || ', session ' || d.id`,
      [
        {
          what: "closings and openings",
          unit: "count",
          expected: sql`1`,
          actual: sql`(SELECT count(*) FROM closing c WHERE c.session_id = d.id AND c.supplement_of IS NULL)
            + CASE WHEN w.open_session_id = d.id THEN 1 ELSE 0 END`,
        },
        {
          what: "cash left by the previous closing",
          unit: "money",
          expected: sql`coalesce((SELECT c.left_minor FROM closing c JOIN drawer_session b ON b.id = c.session_id
            WHERE b.drawer_id = d.drawer_id AND b.id < d.id AND c.supplement_of IS NULL ORDER BY b.id DESC LIMIT 1),
            CASE WHEN d.left_minor = 0 THEN 0 ELSE d.float_minor END)`,
          actual: sql`d.left_minor`,
        },
      ],
      sql`drawer_session d JOIN cash_drawer w ON w.id = d.drawer_id`,
    ),
  ],
};

// Late documents that came after the last opening and closing of their drawer wait for the next one; those of a
// deactivated drawer for the next of any drawer, which may have begun a moment before them.
const v30: CheckQuery = {
  id: "V30",
  equation:
    "Each late document that was there at a later opening or closing of its drawer is in a supplement",
  checked: rowsOf(sql`sale WHERE session_id IS NOT NULL`),
  broken: [
    disagreements(
      sql`z.receipt_number`,
      [{ what: "supplements with it", unit: "count", expected: sql`1`, actual: sql`z.reported` }],
      sql`(SELECT s.receipt_number,
          CASE WHEN EXISTS (SELECT 1 FROM closing c WHERE c.session_id = d.id AND c.supplement_of IS NOT NULL
            AND c.last_sale_id >= s.id) THEN 1 ELSE 0 END AS reported
        FROM sale s JOIN drawer_session d ON d.id = s.session_id
        WHERE s.late AND (
          EXISTS (SELECT 1 FROM drawer_session n WHERE n.drawer_id = d.drawer_id AND n.after_sale_id >= s.id)
          OR EXISTS (SELECT 1 FROM drawer_session n JOIN closing c ON c.session_id = n.id AND c.supplement_of IS NULL
            WHERE n.drawer_id = d.drawer_id AND c.last_sale_id > s.id)
          OR (EXISTS (SELECT 1 FROM cash_drawer w WHERE w.id = d.drawer_id AND w.deactivated_at IS NOT NULL)
            AND EXISTS (SELECT 1 FROM closing c WHERE c.closed_at > s.recorded_at + 3600000)))) z`,
    ),
  ],
};

const v31: CheckQuery = {
  id: "V31",
  equation: "A till has the last drawer of its history",
  checked: rowsOf(sql`device`),
  broken: [
    disagreements(
      sql`'till ' || v.name`,
      [
        {
          what: "drawer of the till",
          unit: "count",
          expected: sql`coalesce((SELECT h.drawer_id FROM till_drawer h WHERE h.device_id = v.id
            ORDER BY h.since DESC, h.id DESC LIMIT 1), 0)`,
          actual: sql`coalesce(v.drawer_id, 0)`,
        },
      ],
      sql`device v`,
    ),
  ],
};

export const drawerChecks: readonly CheckQuery[] = [v15, v27, v30, v31];

/** Recalculates the hash of each closing, which no query can do. */
export async function checkSeals({ db, t }: ReadCtx): Promise<VerifyReport["checks"][number]> {
  const rows = await db.select().from(t.closing).orderBy(t.closing.number);
  const examples: string[] = [];
  let before = "";
  for (const [index, row] of rows.entries()) {
    const { number, body, previousHash, hash } = row;
    if (number !== index + 1)
      examples.push(`closing ${number}: number is ${number}, must be ${index + 1}`);
    else if (previousHash !== before || hash !== sealOf(previousHash, number, body))
      examples.push(`closing ${number}: its hash does not cover its report`);
    else if (!isAsSealed(row))
      examples.push(`closing ${number}: it differs from its sealed report`);
    before = hash;
  }
  return {
    id: "V28",
    equation:
      "Closings are numbered from 1 without a gap, and the hash of each covers its report and the hash before",
    checked: rows.length,
    mismatches: examples.length,
    examples: examples.slice(0, 20),
  };
}

/** Whether the columns of a closing say what its sealed report says. */
function isAsSealed(row: Tables["closing"]["$inferSelect"]): boolean {
  // A report from before there were series is of the first.
  const body: unknown = { series: 1, ...JSON.parse(row.body) };
  return Object.entries({
    number: row.number,
    series: row.series,
    businessDate: row.businessDate,
    closedBy: row.closedByName,
    differenceMinor: row.differenceMinor,
    leftMinor: row.leftMinor,
    toSafeMinor: row.toSafeMinor,
    reason: row.reason,
    approvedBy: row.approvedByName,
  }).every(([name, value]) => value === Reflect.get(Object(body), name));
}
