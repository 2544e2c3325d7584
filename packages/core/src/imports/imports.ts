/** Imports: their list, their rows, and what a person does with them. */
import { and, asc, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ImportId } from "@daybook/contract/ids";
import { ImportOptions } from "@daybook/contract/imports";
import type {
  ChangeImport,
  CommitImport,
  EditImportRow,
  GetImportRow,
  ImportBatch,
  ImportPage,
  ImportRow,
  ImportRowPage,
  ListImportRows,
  ListImports,
  SetImportDates,
  StartImport,
} from "@daybook/contract/imports";
import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { seesCosts } from "../context/shown-cost.ts";
import { refuse } from "../errors/domain-error.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { recordAudit } from "../writes/audit.ts";
import { insertedRow } from "../records/versions.ts";
import { noRowsSeen } from "./evaluated-row.ts";
import { KINDS } from "./import-kinds.ts";
import { changeBatch, getBatchIn, getBatchRow, recount, replaceStaged } from "./import-rows.ts";
import type { BatchRow, StagedRow } from "./import-rows.ts";
import { importScope } from "./import-scope.ts";
import { draftOf } from "./kind-of-import.ts";
import { headingsHash } from "./look-at-file.ts";
import { dropRows } from "./run-import.ts";

/** Options that a batch of an earlier version does not have. */
const DEFAULT_OPTIONS = ImportOptions.parse({});

/** Rows with the same key as an edited one are evaluated again, up to this number. */
const MOST_EVALUATED = 50;

/** Begins an import, whose file is read next. Its mapping is remembered for files with the same headings. */
export async function startImport(
  ctx: WriteCtx,
  input: StartImport,
  headings: readonly string[],
): Promise<ImportBatch> {
  const { file, fileName, sheet, kind, source, columns, options } = input;
  const { importBatch, importMapping } = ctx.t;
  const mapping = { kind, source, columns, options, usedAt: ctx.now };
  await ctx.db
    .insert(importMapping)
    .values({ headingsHash: headingsHash(headings), ...mapping })
    .onConflictDoUpdate({ target: importMapping.headingsHash, set: mapping });
  const none = { newRows: 0, changedRows: 0, unchangedRows: 0, wrongRows: 0, ignoredRows: 0 };
  const rows = await ctx.db
    .insert(importBatch)
    .values({
      ...none,
      publicId: newId<ImportId>(ctx.now),
      fileHash: file,
      fileName,
      sheet,
      kind,
      source,
      state: "reading",
      columns,
      options,
      warnedRows: 0,
      progress: 0,
      failedRows: 0,
      keptRows: 0,
      stockMilli: milli(0),
      retailMinor: minor(0),
      skipWrong: false,
      pastSales: null,
      failure: null,
      categories: [],
      createdBy: ctx.actor.userId,
      createdAt: ctx.now,
      aliveAt: ctx.now,
      finishedAt: null,
      undoneBy: null,
      undoneAt: null,
    })
    .returning();
  const batch = insertedRow(rows);
  await recordAudit(ctx, {
    action: "imports.start",
    entity: "import",
    entityId: batch.publicId,
    after: { fileName, kind, source, file },
  });
  ctx.changed("imports", batch.publicId);
  return getImport(ctx, { id: batch.publicId });
}

/** Imports, newest first. */
export async function listImports(ctx: ReadCtx, input: ListImports): Promise<ImportPage> {
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["number"]);
  const { importBatch } = ctx.t;
  const rows = await selectBatches(ctx)
    .where(before === undefined ? undefined : lt(importBatch.id, before))
    .orderBy(desc(importBatch.id))
    .limit(input.limit + 1);
  return pageOf(rows, input.limit, toBatch, ({ batch }) => [batch.id]);
}

/** Refuses 404 `not_found` at `id`. */
export async function getImport(
  ctx: ReadCtx,
  input: { readonly id: ImportId },
): Promise<ImportBatch> {
  const [row] = await selectBatches(ctx).where(eq(ctx.t.importBatch.publicId, input.id));
  if (row === undefined) throw refuse("not_found", { entity: "import", id: input.id }, "id");
  return toBatch(row);
}

function selectBatches(ctx: ReadCtx) {
  const { importBatch, appUser } = ctx.t;
  const undoer = alias(appUser, "undoer");
  return ctx.db
    .select({
      batch: importBatch,
      createdBy: { id: appUser.publicId, name: appUser.name },
      undoneBy: { id: undoer.publicId, name: undoer.name },
    })
    .from(importBatch)
    .innerJoin(appUser, eq(appUser.id, importBatch.createdBy))
    .leftJoin(undoer, eq(undoer.id, importBatch.undoneBy))
    .$dynamic();
}

interface ShownBatch {
  readonly batch: BatchRow;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly undoneBy: { readonly id: string; readonly name: string } | null;
}

function toBatch({ batch, createdBy, undoneBy }: ShownBatch): ImportBatch {
  return {
    id: batch.publicId,
    fileName: batch.fileName,
    kind: batch.kind,
    source: batch.source,
    state: batch.state,
    options: { ...DEFAULT_OPTIONS, ...batch.options },
    rows: {
      new: batch.newRows,
      changed: batch.changedRows,
      unchanged: batch.unchangedRows,
      wrong: batch.wrongRows,
      ignored: batch.ignoredRows,
      warned: batch.warnedRows,
    },
    progress: batch.progress,
    failed: batch.failedRows,
    kept: batch.keptRows,
    stockMilli: batch.stockMilli,
    retailMinor: batch.retailMinor,
    pastSales: batch.pastSales,
    failure: batch.failure,
    createdAt: isoInstant(batch.createdAt),
    createdBy,
    finishedAt: isoInstantOrNull(batch.finishedAt),
    undoneAt: isoInstantOrNull(batch.undoneAt),
    undoneBy,
  };
}

/** The rows of an import in the order of the file. Refuses 404 `not_found` at `id`. */
export async function listImportRows(ctx: ReadCtx, input: ListImportRows): Promise<ImportRowPage> {
  const batch = await getBatchRow(ctx, input.id);
  const [after] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["number"]);
  const { importRow } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(importRow)
    .where(
      and(
        eq(importRow.batchId, batch.id),
        shownRows(ctx, input.show),
        after === undefined ? undefined : gt(importRow.rowNo, after),
      ),
    )
    .orderBy(asc(importRow.rowNo))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    (row) => toRow(ctx, row),
    (row) => [row.rowNo],
  );
}

function shownRows({ t: { importRow } }: ReadCtx, show: ListImportRows["show"]) {
  if (show === "all") return undefined;
  if (show === "warned") return sql`${importRow.warned} AND ${importRow.state} <> 'wrong'`;
  if (show === "kept") return eq(importRow.result, "kept");
  // After the import, wrong rows are rows that were not imported.
  if (show === "failed") return or(eq(importRow.result, "failed"), eq(importRow.state, "wrong"));
  return eq(importRow.state, show);
}

function toRow(ctx: ReadCtx, row: StagedRow): ImportRow {
  const { values, before, after, problems } = row.data;
  return {
    row: row.rowNo,
    state: row.state,
    result: row.result,
    values: shownValues(ctx, values),
    before: before === null ? null : shownValues(ctx, before),
    after: after === null ? null : shownValues(ctx, after),
    problems: [...problems],
  };
}

/** Costs of the file are shown to those who may see costs. */
function shownValues(ctx: ReadCtx, { cost, ...others }: StagedRow["data"]["values"]) {
  return cost === undefined || !seesCosts(ctx) ? others : { ...others, cost };
}

/** One row of an import. Refuses 404 `not_found` at `id` and `row`. */
export async function getImportRow(ctx: ReadCtx, input: GetImportRow): Promise<ImportRow> {
  return toRow(ctx, await getStagedRow(ctx, await getBatchRow(ctx, input.id), input.row));
}

async function getStagedRow(ctx: ReadCtx, batch: BatchRow, rowNo: number): Promise<StagedRow> {
  const { importRow } = ctx.t;
  const [row] = await ctx.db
    .select()
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.rowNo, rowNo)));
  if (row === undefined)
    throw refuse("not_found", { entity: "importRow", id: String(rowNo) }, "row");
  return row;
}

/**
 * Corrects the values of a row of the preview, and evaluates it again, with the rows that have the same SKU. An empty
 * value removes it. Refuses 404 at `id` and `row`, 409 `wrong_state` at `id` outside the preview.
 */
export async function editImportRow(ctx: WriteCtx, input: EditImportRow): Promise<ImportRow> {
  const batch = await getBatchIn(ctx, input.id, ["preview"]);
  const { importRow } = ctx.t;
  const ofBatch = eq(importRow.batchId, batch.id);
  const row = await getStagedRow(ctx, batch, input.row);
  const data = edited(row.data, input.cells);
  const scope = await importScope(ctx, batch.options);
  const kind = KINDS[batch.kind];
  const keys = [row.rowKey, kind.keyOf(ctx, scope, draftOf({ ...row, data }))];
  const same = await ctx.db
    .select()
    .from(importRow)
    .where(and(ofBatch, or(...keys.map((key) => eq(importRow.rowKey, key)))))
    .orderBy(asc(importRow.rowNo))
    .limit(MOST_EVALUATED);
  const rows = [...same.filter(({ rowNo }) => rowNo !== row.rowNo), { ...row, data }];
  const seen = noRowsSeen();
  for (const one of rows.toSorted((a, b) => a.rowNo - b.rowNo)) {
    const leftOut = one.state === "ignored" && one.rowNo !== row.rowNo;
    if (leftOut) continue;
    const [evaluated] = await kind.evaluate(ctx, scope, [draftOf(one)], seen);
    if (evaluated !== undefined) await replaceStaged(ctx, batch, evaluated);
  }
  await recount(ctx, batch);
  return toRow(ctx, await getStagedRow(ctx, batch, input.row));
}

function edited(data: StagedRow["data"], cells: EditImportRow["cells"]): StagedRow["data"] {
  const changes = Object.fromEntries(cells.map(({ field, text }) => [field, text.trim()]));
  const all = Object.entries({ ...data.values, ...changes });
  const values = Object.fromEntries(all.filter(([, text]) => text !== undefined && text !== ""));
  // What reading has changed no longer applies to a value that was typed.
  const notes = data.notes.filter(({ field }) => cells.every((cell) => cell.field !== field));
  return { ...data, values, notes };
}

/**
 * Reads the file of a preview again, with its dates in this order. Corrections of rows are lost. Refuses 404 and 409
 * `wrong_state` at `id`.
 */
export async function setImportDates(ctx: WriteCtx, input: SetImportDates): Promise<ImportBatch> {
  const batch = await getBatchIn(ctx, input.id, ["preview"]);
  await dropRows(ctx, batch);
  await changeOrRefuse(ctx, batch, {
    state: "reading",
    options: { ...batch.options, dateOrder: input.dateOrder },
    progress: 0,
  });
  return getImport(ctx, input);
}

/**
 * Begins to import a preview; the rows follow. Refuses 404 and 409 `wrong_state` at `id`, and 409 `import_rows_wrong`
 * at `skipWrong` if rows are wrong and are not to be skipped.
 */
export async function commitImport(ctx: WriteCtx, input: CommitImport): Promise<ImportBatch> {
  const batch = await getBatchIn(ctx, input.id, ["preview"]);
  if (batch.wrongRows > 0 && !input.skipWrong)
    throw refuse("import_rows_wrong", { rows: batch.wrongRows }, "skipWrong");
  await changeOrRefuse(ctx, batch, {
    state: "committing",
    skipWrong: input.skipWrong,
    progress: 0,
    failedRows: batch.wrongRows,
  });
  return getImport(ctx, input);
}

/**
 * Cancels an import: before it has begun, its preview is dropped; while it runs, everything that was imported so far is
 * undone. Refuses 404 and 409 `wrong_state` at `id`.
 */
export async function cancelImport(ctx: WriteCtx, input: ChangeImport): Promise<ImportBatch> {
  const batch = await getBatchIn(ctx, input.id, ["reading", "preview", "committing"]);
  if (batch.state === "committing")
    await changeOrRefuse(ctx, batch, { state: "undoing", progress: 0 });
  else {
    await dropRows(ctx, batch);
    await changeOrRefuse(ctx, batch, { state: "cancelled", finishedAt: ctx.now });
  }
  await recordAudit(ctx, {
    action: "imports.cancel",
    entity: "import",
    entityId: batch.publicId,
    before: { state: batch.state },
  });
  return getImport(ctx, input);
}

/** Begins to undo an import; the rows follow. Refuses 404 and 409 `wrong_state` at `id`. */
export async function undoImport(ctx: WriteCtx, input: ChangeImport): Promise<ImportBatch> {
  const batch = await getBatchIn(ctx, input.id, ["done"]);
  await changeOrRefuse(ctx, batch, {
    state: "undoing",
    progress: 0,
    undoneBy: ctx.actor.userId,
  });
  return getImport(ctx, input);
}

async function changeOrRefuse(
  ctx: WriteCtx,
  batch: BatchRow,
  set: Partial<BatchRow>,
): Promise<void> {
  if (await changeBatch(ctx, batch, set)) return;
  const { state } = await getBatchRow(ctx, batch.publicId);
  throw refuse("wrong_state", { entity: "import", id: batch.publicId, state }, "id");
}
