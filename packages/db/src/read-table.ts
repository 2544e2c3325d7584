import { getTableColumns, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { TableFile } from "./table-files.ts";
import type { ReadTx } from "./types.ts";

/** Rows read at once: enough to be fast, few enough that the memory stays small. */
const PAGE_ROWS = 1000;

/**
 * All rows of a table in the order of its primary key, as values by column in the order of `file.columns`, page by page.
 * Equal rows are in the same order on both engines. Within `store.snapshot` all pages show the same moment.
 */
export async function* readTable(tx: ReadTx, file: TableFile): AsyncGenerator<unknown[][]> {
  const table = tx.t[file.key];
  const columns = byName(Object.values(getTableColumns(table)));
  const keys = file.sortedBy.map((name) => sortable(tx, columnOf(columns, name)));
  const positions = file.sortedBy.map((name) =>
    file.columns.findIndex((column) => column.name === name),
  );
  for (let after: readonly unknown[] | null = null; ;) {
    const rows: Record<string, unknown>[] = await tx.db
      .select(Object.fromEntries(columns))
      .from(table)
      .where(after === null ? undefined : isAfter(keys, after))
      .orderBy(...keys)
      .limit(PAGE_ROWS);
    if (rows.length === 0) return;
    const values: unknown[][] = rows.map((row) => file.columns.map(({ name }) => row[name]));
    yield values;
    const last: unknown[] = values.at(-1) ?? [];
    if (rows.length < PAGE_ROWS) return;
    after = positions.map((position) => last[position]);
  }
}

/** The number of rows of a table. */
export async function countRows(tx: ReadTx, file: TableFile): Promise<number> {
  return tx.db.$count(tx.t[file.key]);
}

function byName(columns: readonly SQLiteColumn[]): Map<string, SQLiteColumn> {
  return new Map(columns.map((column) => [column.name, column]));
}

function columnOf(columns: ReadonlyMap<string, SQLiteColumn>, name: string): SQLiteColumn {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`There is no column ${name}.`);
  return column;
}

/** Text sorts by its bytes, whatever the collation of the database. */
function sortable({ dialect }: ReadTx, column: SQLiteColumn): SQL {
  return dialect.engine === "postgres" && column.dataType === "string"
    ? sql`${column} COLLATE "C"`
    : sql`${column}`;
}

function isAfter(keys: readonly SQL[], values: readonly unknown[]): SQL {
  const left = sql.join([...keys], sql`, `);
  const right = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return sql`(${left}) > (${right})`;
}
