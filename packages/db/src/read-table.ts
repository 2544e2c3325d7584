import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { bytesOf } from "./table-files.ts";
import type { TableFile } from "./table-files.ts";
import type { ReadTx } from "./types.ts";

/** Rows read at once: enough to be fast, few enough that the memory stays small. */
const PAGE_ROWS = 1000;

/** Bytes that a row names. */
export interface NamedBytes {
  /** Their SHA-256, as the row says. */
  readonly hash: string;
  readonly format: string;
  read(): Promise<Buffer>;
}

/**
 * All rows of a table in the order of its primary key, as values by column in the order of `file.columns`, page by page.
 * Equal rows are in the same order on both engines. Within `store.snapshot` all pages show the same moment. Bytes are
 * not read: their column has the path of their file (`bytesPath`).
 */
export async function* readTable(tx: ReadTx, file: TableFile): AsyncGenerator<unknown[][]> {
  const table = tx.t[file.key];
  const bytes = new Map(bytesOf(file).map((column) => [column.name, column]));
  const all = byName(Object.values(getTableColumns(table)));
  const columns = new Map([...all].filter(([name]) => !bytes.has(name)));
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
    const values: unknown[][] = rows.map((row) =>
      file.columns.map(({ name }) => {
        const column = bytes.get(name);
        if (column === undefined) return row[name];
        const hash = row[column.hash];
        return hash === null ? null : bytesPath(String(hash), String(row[column.format]));
      }),
    );
    yield values;
    const last: unknown[] = values.at(-1) ?? [];
    if (rows.length < PAGE_ROWS) return;
    after = positions.map((position) => last[position]);
  }
}

/** The path of the file of some bytes in an export. */
export const bytesPath = (hash: string, format: string): string => `files/${hash}.${format}`;

/** The bytes that the rows of a table name, in the order of the rows. Each is read when it is needed. */
export async function* readBytes(tx: ReadTx, file: TableFile): AsyncGenerator<NamedBytes> {
  const bytes = bytesOf(file);
  if (bytes.length === 0) return;
  const table = tx.t[file.key];
  const columns = byName(Object.values(getTableColumns(table)));
  const cell = (row: readonly unknown[], name: string) =>
    row[file.columns.findIndex((column) => column.name === name)];
  for await (const page of readTable(tx, file))
    for (const row of page) {
      const isRow = and(
        ...file.sortedBy.map((name) => eq(columnOf(columns, name), cell(row, name))),
      );
      for (const column of bytes) {
        const hash = cell(row, column.hash);
        if (typeof hash !== "string") continue;
        const read = async (): Promise<Buffer> => {
          const [found]: { bytes?: unknown }[] = await tx.db
            .select({ bytes: columnOf(columns, column.name) })
            .from(table)
            .where(isRow);
          if (Buffer.isBuffer(found?.bytes)) return found.bytes;
          throw new Error(`${file.name} has no bytes named ${hash}`);
        };
        yield { hash, format: String(cell(row, column.format)), read };
      }
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
