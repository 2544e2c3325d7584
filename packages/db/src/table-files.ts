/** Every table as a file of rows: its columns, their types and its order. Made from the schema, for both engines. */
import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { tables } from "./schema/tables.ts";
import type { Tables } from "./types.ts";

/** The type of the values of a column, the same on both engines. */
export type FileType = "text" | "integer" | "boolean" | "json" | "bytes";

export interface FileColumn {
  readonly name: string;
  readonly type: FileType;
}

/** Bytes are not in the row: they are a file of their own, named by their SHA-256. */
interface BytesColumn {
  readonly name: string;
  /** The column with the SHA-256 of the bytes, and the one with the ending of their file. */
  readonly hash: string;
  readonly format: string;
}

const BYTES: Readonly<Partial<Record<keyof Tables, readonly BytesColumn[]>>> = {
  storedFile: [
    { name: "small", hash: "small_hash", format: "format" },
    { name: "content", hash: "hash", format: "format" },
  ],
};

/** The columns of a table that contain bytes. */
export const bytesOf = ({ key }: Pick<TableFile, "key">): readonly BytesColumn[] =>
  BYTES[key] ?? [];

export interface TableFile {
  readonly key: keyof Tables;
  readonly name: string;
  readonly columns: readonly FileColumn[];
  /** The columns of the primary key, by which the rows are sorted. */
  readonly sortedBy: readonly string[];
  /** The columns that refer to another row of the same table. */
  readonly ownReferences: readonly string[];
}

/** Every table, each after the tables that it refers to. */
export const TABLE_FILES: readonly TableFile[] = inOrderOfReferences();

function inOrderOfReferences(): TableFile[] {
  const waiting = new Map<string, { key: keyof Tables; table: SQLiteTable }>(
    Object.entries(tables).map(([key, table]) => {
      // safe because the entries of `tables` are named by its keys
      return [getTableName(table), { key: key as keyof Tables, table }] as const;
    }),
  );
  const files: TableFile[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ table }) =>
      referredTables(table).every((name) => !waiting.has(name)),
    );
    if (ready.length === 0) throw new Error("Tables refer to each other in a circle.");
    for (const { key, table } of ready) {
      files.push(fileOf(key, table));
      waiting.delete(getTableName(table));
    }
  }
  return files;
}

/** The names of the other tables that a table refers to. */
function referredTables(table: SQLiteTable): string[] {
  return getTableConfig(table)
    .foreignKeys.map((key) => getTableName(key.reference().foreignTable))
    .filter((name) => name !== getTableName(table));
}

function fileOf(key: keyof Tables, table: SQLiteTable): TableFile {
  const { name, columns, primaryKeys, foreignKeys } = getTableConfig(table);
  const composite = primaryKeys.flatMap((primary) => primary.columns);
  const single = columns.filter((column) => column.primary);
  return {
    key,
    name,
    columns: Object.values(getTableColumns(table)).map((column) => ({
      name: column.name,
      type: typeOf(column),
    })),
    sortedBy: [...composite, ...single].map((column) => column.name),
    ownReferences: foreignKeys
      .map((foreign) => foreign.reference())
      .filter(({ foreignTable }) => foreignTable === table)
      .flatMap((reference) => reference.columns.map((column) => column.name)),
  };
}

function typeOf({ columnType, name }: SQLiteColumn): FileType {
  switch (columnType) {
    case "SQLiteText":
      return "text";
    case "SQLiteInteger":
      return "integer";
    case "SQLiteBoolean":
      return "boolean";
    case "SQLiteTextJson":
      return "json";
    case "SQLiteBlobBuffer":
      return "bytes";
    default:
      throw new Error(`${name}: no file type for a column of type ${columnType}.`);
  }
}
