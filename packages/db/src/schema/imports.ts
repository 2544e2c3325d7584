import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { IMPORT_RESULTS, IMPORT_ROW_STATES, IMPORT_STATES } from "@daybook/contract/imports";
import type {
  ImportColumn,
  ImportOptions,
  ImportProblem,
  PastSalesSummary,
} from "@daybook/contract/imports";
import type { ImportFailure } from "@daybook/contract/import-failures";
import type { ImportField, ImportKind, ImportSource } from "@daybook/contract/import-fields";
import type { ImportId } from "@daybook/contract/ids";
import { flag, id, instant, money, publicId, quantity, wholeNumbers } from "../columns.ts";
import { appUser } from "./users.ts";

/** One import of a file: from reading it to its undo. `aliveAt` is when the server that runs it last said so. */
export const importBatch = sqliteTable(
  "import_batch",
  {
    id: id(),
    publicId: publicId<ImportId>(),
    fileHash: text("file_hash").notNull(),
    fileName: text("file_name").notNull(),
    sheet: text("sheet"),
    kind: text("kind").$type<ImportKind>().notNull(),
    source: text("source").$type<ImportSource>().notNull(),
    state: text("state", { enum: IMPORT_STATES }).notNull(),
    columns: text("columns", { mode: "json" }).$type<ImportColumn[]>().notNull(),
    options: text("options", { mode: "json" }).$type<ImportOptions>().notNull(),
    newRows: integer("new_rows").notNull(),
    changedRows: integer("changed_rows").notNull(),
    unchangedRows: integer("unchanged_rows").notNull(),
    wrongRows: integer("wrong_rows").notNull(),
    ignoredRows: integer("ignored_rows").notNull(),
    warnedRows: integer("warned_rows").notNull(),
    progress: integer("progress").notNull(),
    failedRows: integer("failed_rows").notNull(),
    keptRows: integer("kept_rows").notNull(),
    stockMilli: quantity("stock_milli").notNull(),
    retailMinor: money("retail_minor").notNull(),
    skipWrong: flag("skip_wrong").notNull(),
    failure: text("failure").$type<ImportFailure>(),
    /** Of past sales: what the rows to import add up to. */
    pastSales: text("past_sales", { mode: "json" }).$type<PastSalesSummary>(),
    /** Public ids of the categories that the import created or reactivated. */
    categories: text("categories", { mode: "json" }).$type<string[]>().notNull(),
    createdBy: integer("created_by")
      .notNull()
      .references(() => appUser.id),
    createdAt: instant("created_at").notNull(),
    aliveAt: instant("alive_at").notNull(),
    finishedAt: instant("finished_at"),
    undoneBy: integer("undone_by").references(() => appUser.id),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    index("import_batch_state").on(t.state),
    ...wholeNumbers("import_batch", [t.stockMilli, t.retailMinor]),
  ],
);

type ImportValues = Readonly<Partial<Record<ImportField, string>>>;

/** What a staged row contains. The fields of `values`, `before` and `after` are those of `import-fields.ts`. */
export interface ImportRowData {
  readonly values: ImportValues;
  /** What reading has changed: lost zeros put back, a number added to a SKU. */
  readonly notes: readonly ImportProblem[];
  readonly problems: readonly ImportProblem[];
  readonly before: ImportValues | null;
  readonly after: ImportValues | null;
}

/** A row of an imported file, as it will be or was imported. */
export const importRow = sqliteTable(
  "import_row",
  {
    batchId: integer("batch_id")
      .notNull()
      .references(() => importBatch.id),
    rowNo: integer("row_no").notNull(),
    state: text("state", { enum: IMPORT_ROW_STATES }).notNull(),
    result: text("result", { enum: IMPORT_RESULTS }).notNull(),
    warned: flag("warned").notNull(),
    /** The folded SKU, or name, that no other row of the batch has. */
    rowKey: text("row_key").notNull(),
    data: text("data", { mode: "json" }).$type<ImportRowData>().notNull(),
    stockMilli: quantity("stock_milli").notNull(),
    retailMinor: money("retail_minor").notNull(),
    /** The record that the row created or changed, its version since then, and the stock documents. */
    entityId: text("entity_id"),
    entityVersion: integer("entity_version"),
    documents: text("documents", { mode: "json" }).$type<string[]>().notNull(),
    /** Of a past sale: what its line is identified by, its day and number, and whether no product has its code. */
    lineKey: text("line_key"),
    saleKey: text("sale_key"),
    productUnknown: flag("product_unknown").notNull().default(false),
  },
  (t) => [
    primaryKey({ name: "import_row_pk", columns: [t.batchId, t.rowNo] }),
    index("import_row_state").on(t.batchId, t.state, t.rowNo),
    index("import_row_key").on(t.batchId, t.rowKey),
    check("import_row_no", sql`${t.rowNo} > 0`),
    ...wholeNumbers("import_row", [t.stockMilli, t.retailMinor]),
  ],
);

/** How files with these headings were mapped last. */
export const importMapping = sqliteTable("import_mapping", {
  /** SHA-256 of the headings. */
  headingsHash: text("headings_hash").primaryKey(),
  kind: text("kind").$type<ImportKind>().notNull(),
  source: text("source").$type<ImportSource>().notNull(),
  columns: text("columns", { mode: "json" }).$type<ImportColumn[]>().notNull(),
  options: text("options", { mode: "json" }).$type<ImportOptions>().notNull(),
  usedAt: instant("used_at").notNull(),
});
