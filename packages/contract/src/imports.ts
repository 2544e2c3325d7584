/** Contracts of imports: reading a file, its preview, the import itself, and its undo. */
import { z } from "zod";
import { BusinessDate, Instant, line, WriteKey } from "./fields.ts";
import { ImportFailure } from "./import-failures.ts";
import {
  IMPORT_FIELDS,
  ImportField,
  ImportKind,
  ImportSource,
  NEEDED_FIELDS,
} from "./import-fields.ts";
import { ImportId, LocationId } from "./ids.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { Milli } from "./quantity.ts";
import { rule } from "./rules.ts";
import { Uuid } from "./uuid.ts";

/** Where a file is sent before it is read, as `application/octet-stream`. */
export const IMPORT_UPLOAD_PATH = "/api/imports/files";
export const MOST_IMPORT_BYTES = 50 * 1024 * 1024;
export const MOST_IMPORT_COLUMNS = 1000;

/** The SHA-256 of the file's content: the name under which the server keeps it. */
export const ImportFileHash = z.string().regex(/^[0-9a-f]{64}$/, rule("not_an_id"));
export type ImportFileHash = z.infer<typeof ImportFileHash>;

/** A file that was sent. */
export const ImportUpload = z.strictObject({ file: ImportFileHash, bytes: z.int() });
export type ImportUpload = z.infer<typeof ImportUpload>;

/** What one column of the file contains. */
export const ImportColumn = z.strictObject({
  column: z
    .int()
    .min(0)
    .max(MOST_IMPORT_COLUMNS - 1)
    .describe("0 is the first column"),
  field: ImportField,
  target: Uuid.nullable()
    .default(null)
    .describe("The location of a `stock` column, or the tax class of a `taxFlag` column"),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** The order of the parts of a date, as in 2026-03-01, 3/1/2026 and 1/3/2026. */
export const DATE_ORDERS = ["ymd", "mdy", "dmy"] as const;
export const DateOrder = z.enum(DATE_ORDERS);
export type DateOrder = z.infer<typeof DateOrder>;

export const ImportOptions = z.strictObject({
  locationId: LocationId.nullable()
    .default(null)
    .describe("Where the stock of the file is; null is the shop's first location"),
  decimalMark: z.enum(["point", "comma"]).default("point"),
  numberSkus: z
    .boolean()
    .default(false)
    .describe(
      "Adds a number to a SKU, or without one to a name, that an earlier row of the file has",
    ),
  padBarcodes: z
    .boolean()
    .default(false)
    .describe("Puts back the leading zeros of a barcode where its check digit is then correct"),
  dateOrder: z
    .enum(["detect", ...DATE_ORDERS])
    .default("detect")
    .describe("How dates are written; a preview keeps `detect` if all dates can be read both ways"),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

const Sheet = line(255).nullable().default(null);

export const LookAtImportFile = z.strictObject({ file: ImportFileHash, sheet: Sheet });
export type LookAtImportFile = z.infer<typeof LookAtImportFile>;

/** The beginning of a file, and what Daybook takes it for. */
export const ImportFileHead = z.strictObject({
  format: z.enum(["csv", "xlsx"]),
  encoding: z.string().describe("Of a CSV file: utf-8, utf-16le, utf-16be or windows-1252"),
  delimiter: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headings: z.array(z.string()),
  samples: z.array(z.array(z.string())).describe("The first rows"),
  kind: ImportKind,
  source: ImportSource,
  columns: z.array(ImportColumn).describe("The proposed mapping"),
  options: ImportOptions,
  remembered: z.boolean().describe("Whether a file with these headings was imported before"),
});
export type ImportFileHead = z.infer<typeof ImportFileHead>;

export const StartImport = z
  .strictObject({
    key: WriteKey,
    file: ImportFileHash,
    fileName: line(255, 1),
    sheet: Sheet,
    kind: ImportKind,
    source: ImportSource,
    columns: z.array(ImportColumn).max(MOST_IMPORT_COLUMNS),
    options: ImportOptions.default(() => ImportOptions.parse({})),
  })
  .superRefine(({ kind, columns }, ctx) => {
    const isMapped = (fields: readonly ImportField[]) =>
      columns.some(({ field }) => fields.includes(field));
    if (NEEDED_FIELDS[kind].every(isMapped)) return;
    const message =
      kind === "past_sales" ? rule("import_sale_unmapped") : rule("import_name_unmapped");
    ctx.addIssue({ code: "custom", path: ["columns"], message });
  });
export type StartImport = z.infer<typeof StartImport>;

export const IMPORT_STATES = [
  "reading",
  "preview",
  "committing",
  "done",
  "undoing",
  "undone",
  "failed",
  "cancelled",
] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

export const IMPORT_ROW_STATES = ["new", "changed", "unchanged", "wrong", "ignored"] as const;
export const ImportRowState = z.enum(IMPORT_ROW_STATES);
export type ImportRowState = z.infer<typeof ImportRowState>;

/** What has happened to a row: `failed` was not imported, `kept` could not be undone. */
export const IMPORT_RESULTS = ["waiting", "imported", "failed", "undone", "kept"] as const;
export const ImportResult = z.enum(IMPORT_RESULTS);
export type ImportResult = z.infer<typeof ImportResult>;

/** What the rows of past sales that are imported add up to. */
export const PastSalesSummary = z.strictObject({
  sales: z.int().describe("Sales and returns, by their numbers"),
  returns: z.int().describe("Those with a negative total"),
  unknownProducts: z.int().describe("Rows whose code no product has"),
  firstDay: BusinessDate.nullable(),
  lastDay: BusinessDate.nullable(),
});
export type PastSalesSummary = z.infer<typeof PastSalesSummary>;

const Person = z.strictObject({ id: z.string(), name: z.string() });

/** One import with its counts. */
export const ImportBatch = z.strictObject({
  id: ImportId,
  fileName: z.string(),
  kind: ImportKind,
  source: ImportSource,
  state: ImportState,
  options: ImportOptions,
  rows: z.strictObject({
    new: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    wrong: z.int(),
    ignored: z.int(),
    warned: z.int().describe("Rows that are imported differently from the file"),
  }),
  progress: z.int().describe("Rows that were read, imported or undone so far"),
  failed: z.int().describe("Rows that were not imported"),
  kept: z.int().describe("Rows that could not be undone"),
  stockMilli: Milli.describe("Of the new and changed rows; of past sales, the units sold"),
  retailMinor: Minor.describe("The same stock at the prices of the file, or the past sales"),
  pastSales: PastSalesSummary.nullable().describe("Of a preview of past sales"),
  failure: ImportFailure.nullable(),
  createdAt: Instant,
  createdBy: Person,
  finishedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  undoneBy: Person.nullable(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportPage = page(ImportBatch);
export type ImportPage = z.infer<typeof ImportPage>;

export const ListImports = z.strictObject(pageInput);
export type ListImports = z.infer<typeof ListImports>;
export const GetImport = z.strictObject({ id: ImportId });
export type GetImport = z.infer<typeof GetImport>;

const Values = z.partialRecord(ImportField, z.string());

/** What is wrong with a cell, or imported differently: a rule with its details. Null: the whole row. */
export const ImportProblem = z.strictObject({
  field: ImportField.nullable(),
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

/** A row of the file as it will be imported. */
export const ImportRow = z.strictObject({
  row: z.int().describe("In the file, whose headings are row 1"),
  state: ImportRowState,
  result: ImportResult,
  values: Values,
  before: Values.nullable().describe("The changed values as they are now"),
  after: Values.nullable().describe("What they become"),
  problems: z.array(ImportProblem),
});
export type ImportRow = z.infer<typeof ImportRow>;
export const ImportRowPage = page(ImportRow);
export type ImportRowPage = z.infer<typeof ImportRowPage>;

export const ListImportRows = z.strictObject({
  ...pageInput,
  id: ImportId,
  show: z.enum(["all", ...IMPORT_ROW_STATES, "warned", "failed", "kept"]).default("all"),
});
export type ListImportRows = z.infer<typeof ListImportRows>;

export const GetImportRow = z.strictObject({ id: ImportId, row: z.int().min(1) });
export type GetImportRow = z.infer<typeof GetImportRow>;

export const EditImportRow = z.strictObject({
  key: WriteKey,
  id: ImportId,
  row: z.int().min(1),
  cells: z
    .array(z.strictObject({ field: ImportField, text: z.string().max(5000) }))
    .min(1, rule("nothing_to_change"))
    .max(IMPORT_FIELDS.length),
});
export type EditImportRow = z.infer<typeof EditImportRow>;

export const SetImportDates = z.strictObject({
  key: WriteKey,
  id: ImportId,
  dateOrder: DateOrder,
});
export type SetImportDates = z.infer<typeof SetImportDates>;

export const CommitImport = z.strictObject({
  key: WriteKey,
  id: ImportId,
  skipWrong: z.boolean().default(false).describe("Import the others if rows are wrong"),
});
export type CommitImport = z.infer<typeof CommitImport>;

export const ChangeImport = z.strictObject({ key: WriteKey, id: ImportId });
export type ChangeImport = z.infer<typeof ChangeImport>;
