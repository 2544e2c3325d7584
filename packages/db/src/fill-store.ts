/** Fills a new database with the rows of files, on either engine. */
import type { FileColumn } from "./table-files.ts";
import { fillFile } from "./engines/sqlite/fill-file.ts";
import { StoreRefused } from "./store-error.ts";

/**
 * A row in the order of the columns: as text, or the bytes of a column of bytes; null for no value. Integers as digits,
 * flags as `true` and `false`.
 */
export type FileRow = readonly (string | Buffer | null)[];

/** The rows of one table. */
export interface FilledTable {
  readonly name: string;
  readonly columns: readonly FileColumn[];
  /** The columns that refer to another row of the same table. */
  readonly ownReferences: readonly string[];
  readonly rows: AsyncIterable<FileRow>;
}

export interface FillOptions {
  /** `file:<absolute path>` of a file that does not exist, or `postgres://…` of an empty database. */
  readonly url: string;
  /** The last migration of the schema that the rows have. Later ones are applied when the database is opened. */
  readonly lastMigration: string;
  /** The tables, each after those it refers to. */
  readonly tables: AsyncIterable<FilledTable>;
}

/**
 * Makes a database from the rows of every table. All or nothing: if anything fails, there is no file, and the
 * PostgreSQL database is empty. Throws `StoreRefused` if there is a shop already, or if this version does not know the
 * schema; whatever the iterables throw is passed on.
 */
export async function fillStore(options: FillOptions): Promise<void> {
  if (options.url.startsWith("file:")) return fillFile(options, options.url.slice("file:".length));
  if (/^postgres(ql)?:\/\//.test(options.url)) {
    const { fillServer } = await import("./engines/postgres/fill-server.ts");
    return fillServer(options);
  }
  throw new StoreRefused(`"${options.url}" names no database that can be filled.`);
}
