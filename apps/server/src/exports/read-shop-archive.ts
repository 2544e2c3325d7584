/** Reads the archive of a whole shop, checking all of it against its manifest. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { crc32 } from "node:zlib";
import { openPromise } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { unguardFormula } from "@daybook/contract/csv";
import { MANIFEST_PATH, SHOP_ARCHIVE_VERSION, ShopManifest } from "@daybook/contract/exports";
import type { ArchivedTable } from "@daybook/contract/exports";
import { CsvReader } from "@daybook/core/imports/reading/csv-reader";
import type { FileRow, FilledTable } from "@daybook/db/fill-store";
import type { BackupProblem } from "@daybook/contract/backup-failures";
import { StoreRefused } from "@daybook/db/store-error";

/** A manifest describes about a hundred files. */
const MOST_MANIFEST_BYTES = 1024 * 1024;
/** The longest cell that a shop can have is a stored answer of a large sale. */
const MOST_IN_FILE = { cell: 64 * 1024 * 1024, columns: 1000 };
/** More than a picture or a PDF may have. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A picture or PDF, named by its SHA-256. */
const BYTES_PATH = /^files\/([0-9a-f]{64})\.[a-z]+$/;

/** The file is no usable archive; `problem` says why to screens. */
export class ArchiveRefused extends StoreRefused {
  readonly problem: BackupProblem;

  constructor(problem: BackupProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

export interface ShopArchive {
  readonly manifest: ShopManifest;
  /** The tables, or those with these names, in the order of the manifest; each must be read before the next. Throws `ArchiveRefused` if one is damaged. */
  tables(names?: readonly string[]): AsyncGenerator<FilledTable>;
  close(): void;
}

/** Opens an archive. Throws `ArchiveRefused` if the file is none, is not complete, or was made by a newer Daybook. */
export async function openShopArchive(path: string): Promise<ShopArchive> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw refused(path, "is not a file; check the path");
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error) => {
    throw refused(path, `is not a complete zip file (${messageOf(error)})`);
  });
  try {
    const entries = await entriesOf(zip, path);
    const manifest = await readManifest(zip, entries, path);
    return {
      manifest,
      tables: (names) => {
        const tables = manifest.tables.filter(({ table }) => names?.includes(table) ?? true);
        return readTables(zip, entries, tables, path);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw refused(path, `is damaged (${messageOf(error)})`);
  }
  return entries;
}

async function readManifest(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  path: string,
): Promise<ShopManifest> {
  const entry = entries.get(MANIFEST_PATH);
  if (entry === undefined || entry.uncompressedSize > MOST_MANIFEST_BYTES)
    throw refused(path, "is not an export of Daybook: it has no manifest", "not_a_backup");
  const pieces: Buffer[] = [];
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
  } catch (error) {
    throw refused(path, `is damaged: its manifest cannot be read (${messageOf(error)})`);
  }
  const bytes = Buffer.concat(pieces);
  if (crc32(bytes) !== entry.crc32) throw refused(path, "is damaged: its manifest was changed");
  const value = parsedJson(bytes.toString("utf8"));
  const version = Number(Object(value)["formatVersion"]);
  if (version > SHOP_ARCHIVE_VERSION)
    throw refused(
      path,
      "was made by a newer Daybook; install that version or newer",
      "newer_version",
    );
  const manifest = ShopManifest.safeParse(value);
  if (!manifest.success)
    throw refused(path, "is not an export of Daybook: its manifest is another one", "not_a_backup");
  for (const table of manifest.data.tables) {
    if (entries.get(table.path)?.uncompressedSize !== table.bytes)
      throw refused(path, `is damaged: ${table.path} is missing or has another size`);
  }
  return manifest.data;
}

async function* readTables(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  tables: readonly ArchivedTable[],
  path: string,
): AsyncGenerator<FilledTable> {
  for (const archived of tables) {
    const entry = entries.get(archived.path);
    if (entry === undefined) throw refused(path, `is damaged: ${archived.path} is missing`);
    const { table: name, columns, ownReferences } = archived;
    yield { name, columns, ownReferences, rows: readRows({ zip, entries }, entry, archived, path) };
  }
}

interface Opened {
  readonly zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The rows of one table. All of it is compared with its hash before the first one is read. */
async function* readRows(
  { zip, entries }: Opened,
  entry: Entry,
  archived: ArchivedTable,
  path: string,
): AsyncGenerator<FileRow> {
  const damaged = (what: string) => refused(path, `is damaged: ${archived.path} ${what}`);
  const text = new TextDecoder("utf-8", { fatal: true });
  const reader = new CsvReader(",", MOST_IN_FILE, exactCell);
  const bytesAt = archived.columns.flatMap(({ type }, index) => (type === "bytes" ? [index] : []));
  let rows = -1;
  try {
    const hash = createHash("sha256");
    for await (const bytes of bytesOf(zip, entry)) hash.update(bytes);
    if (hash.digest("hex") !== archived.sha256) throw damaged("is not what was exported");
    for await (const bytes of bytesOf(zip, entry)) {
      for (const row of reader.push(text.decode(bytes, { stream: true }))) {
        rows++;
        if (rows > 0) yield await withBytes({ zip, entries }, row, bytesAt);
        else if (row.join() !== archived.columns.map(({ name }) => name).join())
          throw damaged("has other columns than the manifest says");
      }
    }
  } catch (error) {
    throw error instanceof StoreRefused ? error : damaged(`cannot be read (${messageOf(error)})`);
  }
  if (rows !== archived.rows) throw damaged("has another number of rows than the manifest says");
}

/** A row with the content of the pictures and files that it names. */
async function withBytes(
  opened: Opened,
  cells: readonly (string | null)[],
  bytesAt: readonly number[],
): Promise<FileRow> {
  if (bytesAt.length === 0) return cells;
  const row: (string | Buffer | null)[] = [...cells];
  for (const index of bytesAt) {
    const path = cells[index];
    if (typeof path === "string") row[index] = await readNamed(opened, path);
  }
  return row;
}

/** The content of a picture or PDF. Throws unless it has the hash that is its name. */
async function readNamed({ zip, entries }: Opened, path: string): Promise<Buffer> {
  const [, hash] = BYTES_PATH.exec(path) ?? [];
  const entry = entries.get(path);
  if (hash === undefined || entry === undefined || entry.uncompressedSize > MOST_BYTES)
    throw new Error(`${path} is missing`);
  const pieces: Buffer[] = [];
  for await (const piece of bytesOf(zip, entry)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (createHash("sha256").update(bytes).digest("hex") !== hash)
    throw new Error(`${path} is not what was exported`);
  return bytes;
}

async function* bytesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  // safe because a stream without an encoding has buffers
  for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Buffer;
}

/** The value of a field that `exactCsvLine` wrote. */
function exactCell(text: string, isQuoted: boolean): string | null {
  if (isQuoted) return unguardFormula(text);
  return text === "" ? null : text;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(path: string, what: string, problem: BackupProblem = "damaged"): ArchiveRefused {
  return new ArchiveRefused(problem, `${path} ${what}. Nothing was changed.`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
