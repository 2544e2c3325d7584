import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { minorToDecimal } from "@daybook/contract/money";
import { quantityToDecimal } from "@daybook/contract/quantity";
import type { VerifyReport } from "@daybook/contract/reports";
import type { ReadCtx } from "../../context/context.ts";

/**
 * One check as queries in portable SQL. `checked` returns one row with `n`: the number of rows checked. Each query of
 * `broken`, built by `disagreements`, returns the rows that do not agree, none if the data is consistent; together they
 * compare both directions, so they find both missing and extra rows.
 */
export interface CheckQuery {
  readonly id: string;
  readonly equation: string;
  /** Rows that several checks aggregate, which `broken` uses by their name: they are calculated once. */
  readonly shares?: SharedRows;
  readonly checked: SQL;
  readonly broken: readonly SQL[];
}

/** The rows of a query under a name. */
export interface SharedRows {
  readonly name: string;
  readonly rows: SQL;
}

/** Two figures of one row that must agree; expressions over the row source, never null. */
export interface Figures {
  readonly what: string;
  readonly unit: "money" | "quantity" | "count";
  /** The expected value; with `atMost`, the maximum. */
  readonly expected: SQL;
  readonly actual: SQL;
  readonly atMost?: true;
}

const MAX_EXAMPLES = 20;

/**
 * The rows of `from` in which a pair of figures does not agree. Each is identified by `label` (a SKU or a receipt
 * number) with its first pair that does not.
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

/** A literal in the statement itself: PostgreSQL cannot infer the type of a bound parameter here. */
function text(value: string): SQL {
  return sql.raw(`'${value.replaceAll("'", "''")}'`);
}

/** Counts the rows of a table or a join. */
export function rowsOf(from: SQL): SQL {
  return sql`SELECT count(*) AS n FROM ${from}`;
}

/**
 * Runs checks that share the same rows, or one that shares none, in one statement. `exponent` is that of the currency,
 * for formatting amounts.
 */
export async function runChecks(
  ctx: ReadCtx,
  checks: readonly CheckQuery[],
  exponent: number,
): Promise<VerifyReport["checks"]> {
  const rows = await selectBroken(ctx, checks);
  const results: VerifyReport["checks"] = [];
  for (const check of checks) {
    const found = rows.filter((row) => row.id === check.id);
    const totals = new Map(found.map((row) => [row.query, row.total]));
    const [counted] = await ctx.db
      .select({ n: sql`counted.n`.mapWith(Number) })
      .from(sql`(${check.checked}) counted`);
    results.push({
      id: check.id,
      equation: check.equation,
      checked: counted?.n ?? 0,
      mismatches: [...totals.values()].reduce((sum, total) => sum + total, 0),
      examples: found.slice(0, MAX_EXAMPLES).map((row) => sentenceOf(row, exponent)),
    });
  }
  return results;
}

type BrokenRow = Awaited<ReturnType<typeof selectBroken>>[number];

function selectBroken(ctx: ReadCtx, checks: readonly CheckQuery[]) {
  const [shared] = checks.map((check) => check.shares);
  const queries = checks.flatMap(({ id, broken }) =>
    broken.map(
      (query, index) => sql`SELECT * FROM (
        SELECT ${text(id)} AS id, ${sql.raw(String(index))} AS query, broken.*, count(*) OVER () AS total
        FROM (${query}) broken ORDER BY broken.label LIMIT ${sql.raw(String(MAX_EXAMPLES))}) q`,
    ),
  );
  const before =
    shared === undefined
      ? sql``
      : sql`WITH ${sql.raw(shared.name)} AS MATERIALIZED (${shared.rows}) `;
  return ctx.db
    .select({
      id: sql<string>`found.id`,
      query: sql`found.query`.mapWith(Number),
      label: sql<string>`found.label`,
      what: sql<string>`found.what`,
      unit: sql<string>`found.unit`,
      bound: sql<string>`found.bound`,
      expected: sql`found.expected`.mapWith(Number),
      actual: sql`found.actual`.mapWith(Number),
      total: sql`found.total`.mapWith(Number),
    })
    .from(sql`(${before}${sql.join(queries, sql` UNION ALL `)}) found`)
    .orderBy(sql`found.query`, sql`found.label`);
}

function sentenceOf(row: BrokenRow, exponent: number): string {
  const figure = (value: number): string => {
    if (row.unit === "money") return minorToDecimal(value, exponent);
    return row.unit === "quantity" ? quantityToDecimal(value) : String(value);
  };
  return `${row.label}: ${row.what} is ${figure(row.actual)}, must be ${row.bound}${figure(row.expected)}`;
}
