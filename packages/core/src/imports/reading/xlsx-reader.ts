/** Reads one sheet of an XLSX file row by row. */
import { SaxesParser } from "saxes";
import type { SaxesTagPlain } from "saxes";
import { refuseFile } from "./import-file.ts";
import type { ImportFile } from "./import-file.ts";
import type { ReadingLimits } from "./limits.ts";
import { decoded } from "./text-encoding.ts";
import { zipEntries, zipEntryBytes } from "./zip-entries.ts";
import type { ZipEntry } from "./zip-entries.ts";

/** Excel's built-in formats of dates and times. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);

/** A workbook whose sheets can be read. */
export interface Workbook {
  readonly sheets: readonly string[];
  rows(sheet: string | null): AsyncGenerator<string[]>;
}

/** Opens a workbook. Refuses 422 `import_file_refused` for anything else. */
export async function openWorkbook(file: ImportFile, limits: ReadingLimits): Promise<Workbook> {
  const entries = await zipEntries(file, limits);
  const parse = (name: string, handlers: XmlHandlers) =>
    parseEntry(file, entries.get(name), limits, handlers);
  const links = new Map<string, string>();
  await parse("xl/_rels/workbook.xml.rels", {
    open: ({ name, attributes: { Id: id = "", Target: target = "" } }) => {
      if (name === "Relationship") links.set(id, target.replace(/^\/?(xl\/)?/, "xl/"));
    },
  });
  const sheets = new Map<string, string>();
  await parse("xl/workbook.xml", {
    open: ({ name, attributes }) => {
      if (localName(name) !== "sheet") return;
      const link = Object.entries(attributes).find(
        ([key]) => localName(key) === "id" && key !== "id",
      );
      sheets.set(attributes["name"] ?? "", links.get(link?.[1] ?? "") ?? "");
    },
  });
  if (sheets.size === 0) throw refuseFile("not_a_table");
  return {
    sheets: [...sheets.keys()],
    rows: async function* (sheet) {
      const path = sheets.get(sheet ?? "") ?? [...sheets.values()][0] ?? "";
      const entry = entries.get(path);
      if (entry === undefined) throw refuseFile("damaged");
      const shared = await sharedStrings(parse, limits);
      const dates = await dateStyles(parse);
      yield* sheetRows(zipEntryBytes(file, entry, limits), { shared, dates, limits });
    },
  };
}

interface XmlHandlers {
  open?(tag: SaxesTagPlain): void;
  text?(text: string): void;
  close?(name: string): void;
}

type ParseEntry = (name: string, handlers: XmlHandlers) => Promise<void>;

async function parseEntry(
  file: ImportFile,
  entry: ZipEntry | undefined,
  limits: ReadingLimits,
  handlers: XmlHandlers,
): Promise<void> {
  if (entry === undefined) return;
  const parser = parserOf(handlers);
  for await (const text of decoded(zipEntryBytes(file, entry, limits), "utf-8")) parser.write(text);
  parser.close();
}

/** The parser knows no entities besides the five of XML, and never opens anything. */
function parserOf({ open, text, close }: XmlHandlers): SaxesParser {
  const parser = new SaxesParser();
  parser.on("error", () => {
    throw refuseFile("damaged");
  });
  if (open) parser.on("opentag", (tag) => open(tag));
  if (text) parser.on("text", text);
  if (close) parser.on("closetag", (tag) => close(localName(tag.name)));
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

async function sharedStrings(parse: ParseEntry, limits: ReadingLimits): Promise<string[]> {
  const strings: string[] = [];
  let current = "";
  let isText = false;
  await parse("xl/sharedStrings.xml", {
    open: ({ name }) => {
      const tag = localName(name);
      if (tag === "si") current = "";
      isText = tag === "t";
    },
    text: (text) => {
      if (isText) current += text;
      if (current.length > limits.cell) throw refuseFile("cell_too_long");
    },
    close: (name) => {
      if (name === "si") strings.push(current);
      isText = false;
    },
  });
  return strings;
}

/** The indexes of the cell styles that show a date. */
async function dateStyles(parse: ParseEntry): Promise<ReadonlySet<number>> {
  const own = new Set<number>();
  const dates = new Set<number>();
  let isCellStyles = false;
  let index = 0;
  await parse("xl/styles.xml", {
    open: ({ name, attributes }) => {
      const tag = localName(name);
      if (tag === "numFmt" && showsDate(attributes["formatCode"] ?? ""))
        own.add(Number(attributes["numFmtId"]));
      if (tag === "cellXfs") isCellStyles = true;
      if (tag !== "xf" || !isCellStyles) return;
      const format = Number(attributes["numFmtId"] ?? 0);
      if (DATE_FORMATS.has(format) || own.has(format)) dates.add(index);
      index++;
    },
    close: (name) => {
      if (name === "cellXfs") isCellStyles = false;
    },
  });
  return dates;
}

function showsDate(format: string): boolean {
  return /[ymdh]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));
}

interface SheetContext {
  readonly shared: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly limits: ReadingLimits;
}

async function* sheetRows(
  bytes: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<string[]> {
  const sheet = new SheetRows(context);
  const parser = parserOf(sheet);
  for await (const text of decoded(bytes, "utf-8")) {
    parser.write(text);
    yield* sheet.take();
  }
  parser.close();
  yield* sheet.take();
}

/** Collects the cells of the rows that the parser has passed. */
class SheetRows implements XmlHandlers {
  readonly #context: SheetContext;
  #ready: string[][] = [];
  #row: string[] = [];
  #count = 0;
  #column = 0;
  #type = "";
  #style = 0;
  #text = "";
  #isValue = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  *take(): Generator<string[]> {
    const rows = this.#ready;
    this.#ready = [];
    yield* rows;
  }

  readonly open = ({ name, attributes }: SaxesTagPlain): void => {
    const tag = localName(name);
    if (tag === "row") this.#row = [];
    if (tag === "c") {
      this.#column = columnOf(attributes["r"]) ?? this.#row.length;
      if (this.#column >= this.#context.limits.columns)
        throw refuseFile("too_many_columns", this.#count + 1);
      this.#type = attributes["t"] ?? "n";
      this.#style = Number(attributes["s"] ?? -1);
      this.#text = "";
    }
    this.#isValue = tag === "v" || tag === "t";
  };

  readonly text = (text: string): void => {
    if (!this.#isValue) return;
    this.#text += text;
    if (this.#text.length > this.#context.limits.cell)
      throw refuseFile("cell_too_long", this.#count + 1);
  };

  readonly close = (name: string): void => {
    if (name === "c") {
      while (this.#row.length < this.#column) this.#row.push("");
      this.#row[this.#column] = this.#value();
    }
    if (name === "row") {
      this.#count++;
      if (this.#row.some((cell) => cell !== "")) this.#ready.push(this.#row);
    }
    if (name === "v" || name === "t") this.#isValue = false;
  };

  #value(): string {
    if (this.#type === "s") return this.#context.shared[Number(this.#text)] ?? "";
    if (this.#type !== "n") return this.#text;
    return this.#context.dates.has(this.#style) ? dateText(this.#text) : numberText(this.#text);
  }
}

/** The index of a cell's column from its reference: `AB12` is 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A binary number as people typed it: 15 significant digits, as spreadsheets show them. */
export function numberText(text: string): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return text;
  if (Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(15)));
}

/** A date as ISO text: `2026-03-01`, with its time if it has one. */
function dateText(text: string): string {
  const days = Number(text);
  if (text.trim() === "" || !Number.isFinite(days) || Math.abs(days) > 3_000_000) return text;
  const iso = new Date(EPOCH_1900 + Math.round(days * DAY_MS)).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}
