import { sql } from "drizzle-orm";
import type { Placeholder } from "drizzle-orm";
import { nameInRow } from "./bind-parameters.ts";
import { prepared } from "./statement.ts";
import type { Db, ReadTx, Tables } from "./types.ts";

/** The maximum number of rows per statement: with 40 columns each, well below the engines' limits for parameters. */
const MOST_ROWS = 16;

interface PreparedInsert<Answer> {
  execute(values: Record<string, unknown>): Promise<readonly Answer[]>;
}

/**
 * Inserts any number of rows in as few statements as possible, each prepared once per connection:
 *
 *     const insertTaxes = preparedRows((t) => everyColumn(t.saleLineTax), (db, t, rows) =>
 *       db.insert(t.saleLineTax).values(rows).returning({ lineId: t.saleLineTax.lineId }).prepare());
 *     await insertTaxes(tx, [{ lineId, taxRateId, ... }, ...]);
 *
 * Returns the `returning` columns of all rows. Their order is not defined, so include the columns that identify a row.
 */
export function preparedRows<Columns extends Record<string, Placeholder>, Answer>(
  columns: (t: Tables) => Columns,
  build: (db: Db, t: Tables, rows: Columns[]) => PreparedInsert<Answer>,
): (tx: ReadTx, rows: readonly Readonly<Record<keyof Columns, unknown>>[]) => Promise<Answer[]> {
  const byCount = Array.from({ length: MOST_ROWS }, (_, index) =>
    prepared((db, t) => build(db, t, rowsOf(columns(t), index + 1))),
  );
  return async (tx, rows) => {
    const answers: Answer[] = [];
    for (let start = 0; start < rows.length; start += MOST_ROWS) {
      const some = rows.slice(start, start + MOST_ROWS);
      const insert = byCount[some.length - 1]?.(tx);
      if (insert !== undefined) answers.push(...(await insert.execute({ rows: some })));
    }
    return answers;
  };
}

function rowsOf<Columns extends Record<string, Placeholder>>(
  columns: Columns,
  count: number,
): Columns[] {
  return Array.from({ length: count }, (_, row) => {
    const named = Object.keys(columns).map((key) => [key, sql.placeholder(nameInRow(row, key))]);
    // safe because only the names of the placeholders differ
    return Object.fromEntries(named) as Columns;
  });
}
