/** Opens a file to import, whatever its format, as rows of text. */
import { createGunzip } from "node:zlib";
import { CsvReader, detectDelimiter } from "./csv-reader.ts";
import { bytesOf, refuseFile } from "./import-file.ts";
import type { ImportFile } from "./import-file.ts";
import type { ReadingLimits } from "./limits.ts";
import { decoded, detectEncoding } from "./text-encoding.ts";
import { openWorkbook } from "./xlsx-reader.ts";
import { bounded, through } from "./zip-entries.ts";

const FIRST_BYTES = 64 * 1024;

/** A file as a table. */
export interface ImportTable {
  readonly format: "csv" | "xlsx";
  readonly encoding: string;
  readonly delimiter: string;
  readonly sheets: readonly string[];
  /** All rows, the headings first; a row may have fewer cells than others. */
  rows(sheet: string | null): AsyncGenerator<string[]>;
}

/** Opens a CSV file (also gzip) or an XLSX workbook. Refuses 422 `import_file_refused`. */
export async function openTable(file: ImportFile, limits: ReadingLimits): Promise<ImportTable> {
  const first = await bytesOf(file, 0, 8);
  if (first.length === 0) throw refuseFile("empty");
  if (first.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") {
    const workbook = await openWorkbook(file, limits);
    return {
      format: "xlsx",
      encoding: "utf-8",
      delimiter: "",
      sheets: workbook.sheets,
      rows: (sheet) => within(workbook.rows(sheet), limits),
    };
  }
  // The older format of Excel, in which protected workbooks are stored too.
  if (first.readUInt16BE(0) === 0xd0cf) throw refuseFile("not_a_table");
  const bytes = () => textBytes(file, first, limits);
  const encoding = await detectEncoding(bytes());
  const beginning = await firstText(decoded(bytes(), encoding));
  if (beginning.includes("\u0000")) throw refuseFile("not_a_table");
  const delimiter = detectDelimiter(beginning);
  return {
    format: "csv",
    encoding,
    delimiter,
    sheets: [],
    rows: () => within(csvRows(decoded(bytes(), encoding), delimiter, limits), limits),
  };
}

function textBytes(
  file: ImportFile,
  first: Buffer,
  limits: ReadingLimits,
): AsyncIterable<Uint8Array> {
  const bytes = file.read(0, file.size);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  return isGzip ? bounded(through(bytes, createGunzip()), file.size, limits) : bytes;
}

async function firstText(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= FIRST_BYTES) break;
  }
  return text.slice(0, FIRST_BYTES);
}

async function* csvRows(
  pieces: AsyncIterable<string>,
  delimiter: string,
  limits: ReadingLimits,
): AsyncGenerator<string[]> {
  const reader = new CsvReader(delimiter, limits, (text) => text);
  for await (const piece of pieces) yield* reader.push(piece);
  yield* reader.finish();
}

/** Refuses more rows or more time than the limits allow. */
async function* within(
  rows: AsyncGenerator<string[]>,
  limits: ReadingLimits,
): AsyncGenerator<string[]> {
  const end = limits.clock() + limits.milliseconds;
  let count = 0;
  for await (const row of rows) {
    if (++count > limits.rows + 1) throw refuseFile("too_many_rows", count);
    if (count % 1000 === 0 && limits.clock() > end) throw refuseFile("took_too_long", count);
    yield row;
  }
}
