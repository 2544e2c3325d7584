import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { minorToDecimal } from "@daybook/contract/money";
import { quantityToDecimal } from "@daybook/contract/quantity";
import type { VerifyReport } from "@daybook/contract/reports";
import type { ReadCtx } from "../../context.ts";

/**
 * One equation of the books as queries in portable SQL. `checked` answers one row with `n`: how many rows the equation
 * looks at. Each of `broken`, made by `disagreements`, answers the rows that do not agree, none in sound books; together
 * they look both ways, so that neither a missing nor an extra row can hide.
 */
export interface BookCheck {
  readonly id: string;
  readonly equation: string;
  readonly checked: SQL;
  readonly broken: readonly SQL[];
}

/** Two figures of one row that must agree; expressions over the row source, never null. */
export interface Figures {
  readonly what: string;
  readonly unit: "money" | "quantity" | "count";
  /** What the figure must be; with `atMost`, what it must not exceed. */
  readonly expected: SQL;
  readonly actual: SQL;
  readonly atMost?: true;
}

const MAX_EXAMPLES = 20;

/**
 * The rows of `from` in which a pair of figures does not agree. Each is named by `label` (text that a person can look
 * up: a SKU, a receipt number) with its first pair that does not.
 */
export function disagreements(label: SQL, pairs: readonly Figures[], from: SQL): SQL {
  const differs = (pair: Figures) =>
    pair.atMost === true
      ? sql`${pair.actual} > ${pair.expected}`
      : sql`${pair.actual} <> ${pair.expected}`;
  const pick = (value: (pair: Figures) => SQL) =>
    sql`CASE ${sql.join(
      pairs.map((pair) => sql`WHEN ${differs(pair)} THEN ${value(pair)}`),
      sql` `,
    )} END`;
  return sql`SELECT ${label} AS label,
      ${pick((pair) => text(pair.what))} AS what,
      ${pick((pair) => text(pair.unit))} AS unit,
      ${pick((pair) => text(pair.atMost === true ? "at most " : ""))} AS bound,
      ${pick((pair) => pair.expected)} AS expected,
      ${pick((pair) => pair.actual)} AS actual
    FROM ${from}
    WHERE ${sql.join(pairs.map(differs), sql` OR `)}`;
}

/** A literal of ours in the statement itself: a bound parameter would leave PostgreSQL guessing its type. */
function text(value: string): SQL {
  return sql.raw(`'${value.replaceAll("'", "''")}'`);
}

/** Counts the rows of a table or a join. */
export function rowsOf(from: SQL): SQL {
  return sql`SELECT count(*) AS n FROM ${from}`;
}

/** Runs one check. `exponent` is the currency's, for naming amounts as people write them. */
export async function runCheck(
  ctx: ReadCtx,
  check: BookCheck,
  exponent: number,
): Promise<VerifyReport["checks"][number]> {
  const [counted] = await ctx.db
    .select({ n: sql`counted.n`.mapWith(Number) })
    .from(sql`(${check.checked}) counted`);
  const examples: string[] = [];
  let mismatches = 0;
  for (const broken of check.broken) {
    const rows = await selectBroken(ctx, broken);
    mismatches += rows[0]?.total ?? 0;
    for (const row of rows) examples.push(sentenceOf(row, exponent));
  }
  return {
    id: check.id,
    equation: check.equation,
    checked: counted?.n ?? 0,
    mismatches,
    examples: examples.slice(0, MAX_EXAMPLES),
  };
}

type BrokenRow = Awaited<ReturnType<typeof selectBroken>>[number];

function selectBroken(ctx: ReadCtx, broken: SQL) {
  return ctx.db
    .select({
      label: sql<string>`broken.label`,
      what: sql<string>`broken.what`,
      unit: sql<string>`broken.unit`,
      bound: sql<string>`broken.bound`,
      expected: sql`broken.expected`.mapWith(Number),
      actual: sql`broken.actual`.mapWith(Number),
      total: sql`count(*) OVER ()`.mapWith(Number),
    })
    .from(sql`(${broken}) broken`)
    .orderBy(sql`broken.label`)
    .limit(MAX_EXAMPLES);
}

function sentenceOf(row: BrokenRow, exponent: number): string {
  const figure = (value: number): string => {
    if (row.unit === "money") return minorToDecimal(value, exponent);
    return row.unit === "quantity" ? quantityToDecimal(value) : String(value);
  };
  return `${row.label}: ${row.what} is ${figure(row.actual)}, must be ${row.bound}${figure(row.expected)}`;
}
