import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse";
import { parseDecimal } from "@daybook/contract/decimal";
import type { InvoiceRow } from "./invoice-row.ts";

const COLUMNS = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
] as const;
type Column = (typeof COLUMNS)[number];

const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/;
const US_TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d)$/;

/**
 * The rows of the retailer's file in order. Accepts both common forms, plain or gzipped: UTF-8 with ISO times, and
 * latin-1 with American dates. Throws an Error with the line of the first invalid row.
 */
export async function readRows(path: string): Promise<InvoiceRow[]> {
  const bytes = await readFile(path);
  return parseRows(decode(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes));
}

/** The rows of the file's text. */
export async function parseRows(text: string): Promise<InvoiceRow[]> {
  const records = Readable.from([text]).pipe(parse({ bom: true, skip_empty_lines: true }));
  const rows: InvoiceRow[] = [];
  let header: ReadonlyMap<Column, number> | null = null;
  for await (const record of records) {
    const fields = textsOf(record);
    if (header === null) header = columnsOf(fields);
    else rows.push(toRow(fields, header, rows.length + 2));
  }
  return rows;
}

/** Latin-1 text with non-ASCII letters is never valid UTF-8, so trying UTF-8 decides. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

function textsOf(record: unknown): string[] {
  if (!Array.isArray(record)) throw new Error("The file is not a CSV file");
  return record.map(String);
}

function columnsOf(header: readonly string[]): Map<Column, number> {
  return new Map(
    COLUMNS.map((column) => {
      const index = header.indexOf(column);
      if (index === -1) throw new Error(`The file has no column ${column}`);
      return [column, index];
    }),
  );
}

function toRow(
  fields: readonly string[],
  header: ReadonlyMap<Column, number>,
  rowNo: number,
): InvoiceRow {
  const text = (column: Column) => (fields[header.get(column) ?? -1] ?? "").trim();
  const number = (column: Column, decimals: number) => {
    const value = parseDecimal(text(column), decimals);
    if (value === null)
      throw new Error(`Line ${rowNo}: ${column} "${text(column)}" is not a number`);
    return value;
  };
  return {
    rowNo,
    invoiceNo: text("InvoiceNo"),
    code: text("StockCode").toUpperCase(),
    codeAsWritten: text("StockCode"),
    description: text("Description"),
    pieces: number("Quantity", 0),
    localTime: localTimeOf(text("InvoiceDate"), rowNo),
    priceE5: number("UnitPrice", 5),
    customerNo: text("CustomerID").replace(/\.0$/, "") || null,
    country: text("Country"),
  };
}

function localTimeOf(text: string, rowNo: number): string {
  const iso = ISO_TIME.exec(text);
  if (iso !== null) return `${text.slice(0, 16)}:${iso[6] ?? "00"}`;
  const [, month, day, year, hour, minute] = US_TIME.exec(text) ?? [];
  if (month === undefined || day === undefined || hour === undefined) {
    throw new Error(`Line ${rowNo}: "${text}" is not a time`);
  }
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")} ${hour.padStart(2, "0")}:${minute}:00`;
}
