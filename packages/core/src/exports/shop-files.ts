import { createHash } from "node:crypto";
import { exactCsvLine } from "@daybook/contract/csv";
import { SHOP_ARCHIVE_FORMAT, SHOP_ARCHIVE_VERSION, tablePath } from "@daybook/contract/exports";
import type { ArchivedTable, ShopContents, ShopManifest } from "@daybook/contract/exports";
import { lastMigration } from "@daybook/db/migrate";
import { bytesPath, countRows, readBytes, readTable } from "@daybook/db/read-table";
import { TABLE_FILES } from "@daybook/db/table-files";
import type { FileType, TableFile } from "@daybook/db/table-files";
import type { ReadTx } from "@daybook/db/types";
import { findShop } from "../settings/shop.ts";
import { canonicalJson } from "../writes/canonical-json.ts";

/**
 * Tables that are not part of a shop's data: sign-ins of browsers, with which anyone who has the file could sign in,
 * the backups and the archive of one installation, and what waits for its printers. The archived
 * records themselves are part of the data.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "session",
  "known_browser",
  "password_reset",
  "sign_in_throttle",
  "backup_run",
  "backup_settings",
  "restore_drill",
  "record_archive",
  "print_job",
]);

const EXPORTED = TABLE_FILES.filter(({ name }) => !LEFT_OUT.has(name));

/** One file of an archive. `described` is complete when all of its text was read. */
export interface ShopFile {
  readonly path: string;
  /** The text of the file in pieces, read from the database on demand. */
  text(): AsyncGenerator<string>;
  /** Throws before the end of `text`. */
  described(): ArchivedTable;
}

/**
 * The files of the whole shop, one per table, for a `tx` of `store.snapshot`. The rows are sorted by their keys, so
 * equal shops give equal files, on either engine.
 */
export function shopFiles(tx: ReadTx): ShopFile[] {
  return EXPORTED.map((file) => shopFile(tx, file));
}

/** A file of bytes that a row names by its path. */
export interface BytesFile {
  readonly path: string;
  /** Throws if the bytes are not those that the row names. */
  read(): Promise<Buffer>;
}

/** The pictures and files of the shop, each once. */
export async function* shopBytes(tx: ReadTx): AsyncGenerator<BytesFile> {
  const given = new Set<string>();
  for (const file of EXPORTED)
    for await (const { hash, format, read } of readBytes(tx, file)) {
      const path = bytesPath(hash, format);
      if (given.has(path)) continue;
      given.add(path);
      yield { path, read: async () => checkedBytes(path, hash, await read()) };
    }
}

function checkedBytes(path: string, hash: string, bytes: Buffer): Buffer {
  if (createHash("sha256").update(bytes).digest("hex") === hash) return bytes;
  throw new Error(`The bytes of ${path} in the database are not what was stored.`);
}

/** The manifest, when all files have been read. */
export async function shopManifest(
  tx: ReadTx,
  files: readonly ShopFile[],
  facts: Pick<ShopManifest, "daybook" | "madeAt">,
): Promise<ShopManifest> {
  const shop = await findShop(tx);
  return {
    format: SHOP_ARCHIVE_FORMAT,
    formatVersion: SHOP_ARCHIVE_VERSION,
    ...facts,
    schema: lastMigration(tx.dialect.engine),
    shop: shop?.identity.name ?? "",
    currency: shop?.currency ?? "",
    tables: files.map((file) => file.described()),
  };
}

/** What an archive of the shop contains, without reading the rows. */
export async function shopContents(tx: ReadTx): Promise<ShopContents> {
  const tables: { table: string; rows: number }[] = [];
  for (const file of EXPORTED) tables.push({ table: file.name, rows: await countRows(tx, file) });
  const shop = await findShop(tx);
  return {
    shop: shop?.identity.name ?? "",
    tables: tables.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows),
  };
}

function shopFile(tx: ReadTx, file: TableFile): ShopFile {
  const { name, columns, ownReferences } = file;
  const path = tablePath(name);
  let described: ArchivedTable | null = null;
  async function* text(): AsyncGenerator<string> {
    const hash = createHash("sha256");
    let rows = 0;
    let bytes = 0;
    const counted = (piece: string): string => {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
      return piece;
    };
    yield counted(exactCsvLine(columns.map((column) => column.name)));
    for await (const page of readTable(tx, file)) {
      rows += page.length;
      yield counted(page.map((row) => lineOf(file, row)).join(""));
    }
    const sha256 = hash.digest("hex");
    const ofTable = { columns: [...columns], ownReferences: [...ownReferences] };
    described = { table: name, path, ...ofTable, rows, bytes, sha256 };
  }
  return {
    path,
    text,
    described: () => {
      if (described === null) throw new Error(`${path} was not read to its end`);
      return described;
    },
  };
}

function lineOf({ columns }: TableFile, row: readonly unknown[]): string {
  return exactCsvLine(columns.map(({ type }, index) => cellOf(row[index], type)));
}

function cellOf(value: unknown, type: FileType): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (type === "json") return canonicalJson(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  throw new TypeError(`a ${typeof value} in a column of type ${type}`);
}
