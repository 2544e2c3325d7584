/**
 * The parts of an import that take longer than one write: reading the file into the preview, importing the rows, and
 * undoing them. Each runs in pieces that are whole by themselves, so that sales continue in between.
 */
import { setImmediate as turnOfLoop } from "node:timers/promises";
import { and, eq, inArray, lt } from "drizzle-orm";
import type { ImportFailure } from "@daybook/contract/import-failures";
import type { ImportId } from "@daybook/contract/ids";
import type { DateOrder } from "@daybook/contract/imports";
import { PERMISSIONS } from "@daybook/contract/permissions";
import { recordAudit } from "../writes/audit.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { systemActor } from "../context/context.ts";
import type { ReadCtx, Who, WriteCtx } from "../context/context.ts";
import { refusalOfError } from "../errors/refusal-of-error.ts";
import { DomainError } from "../errors/domain-error.ts";
import { rowKeyOf } from "./evaluate-products.ts";
import { noRowsSeen } from "./evaluated-row.ts";
import type { EvaluatedRow, SeenRows } from "./evaluated-row.ts";
import { undoCategories } from "./import-categories.ts";
import { KINDS } from "./import-kinds.ts";
import {
  changeBatch,
  getBatchRow,
  insertStaged,
  recount,
  rowsToCommit,
  rowsToUndo,
  storeOutcomes,
  sumUpPastSales,
} from "./import-rows.ts";
import type { BatchRow } from "./import-rows.ts";
import { importScope } from "./import-scope.ts";
import { failedRow, problemOf } from "./kind-of-import.ts";
import type { Draft } from "./reading/draft-maker.ts";
import type { ImportReader } from "./reading/import-reader.ts";

/** A number above those of all rows. */
const AFTER_EVERY_ROW = 2 ** 31 - 1;

/** A sale takes some turns of the event loop, from its request to its answer. */
const TURNS_OF_A_SALE = 4;

/** An import of another server of the same database has stopped if it was silent for this long. */
const SILENT_MS = 60_000;

/** Lets the requests go first that have arrived during a piece. */
async function turnOfOthers(): Promise<void> {
  for (let turn = 0; turn < TURNS_OF_A_SALE; turn++) await turnOfLoop();
}

/** Reads the file of a batch into its preview. A file that cannot be read leaves a failed batch without rows. */
export async function readIntoPreview(
  work: UnitOfWork,
  who: Who,
  id: ImportId,
  reader: ImportReader,
): Promise<void> {
  try {
    const started = await work.read(who, (ctx) => getBatchRow(ctx, id));
    const names = await work.read(who, targetNames);
    const { kind, source, columns, options, sheet, fileHash: file } = started;
    const order = { kind, source, columns, options, names, file, sheet };
    const batch = await withDateOrder(work, who, started, () => reader.dateOrder(order));
    const seen = noRowsSeen();
    for await (const drafts of reader.drafts(order)) {
      const rows = await work.read(who, (ctx) => evaluateAll(ctx, batch, drafts, seen));
      await turnOfOthers();
      const isReading = await work.write(who, async (ctx) => {
        if ((await getBatchRow(ctx, id)).state !== "reading") return false;
        await insertStaged(ctx, batch, rows);
        return true;
      });
      if (!isReading) return;
      await turnOfOthers();
    }
    await work.write(who, async (ctx) => {
      if (kind === "past_sales") await sumUpPastSales(ctx, batch);
      await changeBatch(ctx, batch, { state: "preview" });
    });
  } catch (error) {
    await work.write(who, (ctx) => failReading(ctx, id, failureOf(error)));
    if (!(error instanceof DomainError)) throw error;
  }
}

async function evaluateAll(
  ctx: ReadCtx,
  batch: BatchRow,
  drafts: readonly Draft[],
  seen: SeenRows,
): Promise<EvaluatedRow[]> {
  const scope = await importScope(ctx, batch.options);
  const kind = KINDS[batch.kind];
  if (!batch.options.numberSkus) return kind.evaluate(ctx, scope, drafts, seen);
  const rows: EvaluatedRow[] = [];
  for (const draft of drafts)
    rows.push(...(await kind.evaluate(ctx, scope, [numbered(draft, seen)], seen)));
  return rows;
}

/** The batch with the order of its dates, found in the whole column if nobody has chosen it. */
async function withDateOrder(
  work: UnitOfWork,
  who: Who,
  batch: BatchRow,
  find: () => Promise<DateOrder | null>,
): Promise<BatchRow> {
  const hasDates = batch.columns.some(({ field }) => field === "date");
  if (!hasDates || batch.options.dateOrder !== "detect") return batch;
  const dateOrder = await find();
  if (dateOrder === null) return batch;
  const options = { ...batch.options, dateOrder };
  await work.write(who, (ctx) => changeBatch(ctx, batch, { options }));
  return { ...batch, options };
}

/** The names of the locations and tax classes that columns can be mapped to. */
async function targetNames(ctx: ReadCtx): Promise<Record<string, string>> {
  const { location, taxClass } = ctx.t;
  const locations = await ctx.db
    .select({ id: location.publicId, name: location.name })
    .from(location);
  const taxes = await ctx.db.select({ id: taxClass.publicId, name: taxClass.name }).from(taxClass);
  return Object.fromEntries([...locations, ...taxes].map(({ id, name }) => [id, name]));
}

/** Adds a number to the SKU, or without one to the name, that an earlier row has: `Saddle`, `Saddle-2`, `Saddle-3`. */
function numbered(draft: Draft, seen: SeenRows): Draft {
  const { values } = draft;
  const field = values.sku === undefined ? "name" : "sku";
  const was = values[field];
  if (was === undefined || draft.leftOut !== null || !seen.rows.has(rowKeyOf(values))) return draft;
  const withNumber = (number: number) => ({ ...values, [field]: `${was}-${number}` });
  let number = 2;
  while (seen.rows.has(rowKeyOf(withNumber(number)))) number++;
  const code = field === "sku" ? "sku_numbered" : "name_numbered";
  const note = { field, severity: "warning", code, details: { was } } as const;
  return { ...draft, values: withNumber(number), notes: [...draft.notes, note] };
}

function failureOf(error: unknown): ImportFailure {
  if (error instanceof DomainError && "why" in error.details)
    // safe because only import_file_refused has this detail with a failure of imports
    return error.details.why as ImportFailure;
  return refusalOfError(error)?.code === "storage_full" ? "storage_full" : "defect";
}

async function failReading(ctx: WriteCtx, id: ImportId, failure: ImportFailure): Promise<void> {
  const batch = await getBatchRow(ctx, id);
  if (batch.state !== "reading") return;
  await dropRows(ctx, batch);
  await changeBatch(ctx, batch, { state: "failed", failure, finishedAt: ctx.now });
}

/** Deletes the rows of a batch that will never be imported. */
export async function dropRows(ctx: WriteCtx, batch: BatchRow): Promise<void> {
  await ctx.db.delete(ctx.t.importRow).where(eq(ctx.t.importRow.batchId, batch.id));
  await recount(ctx, batch);
}

/**
 * Imports the rows of a batch in state `committing`. If a row is refused, all is undone, unless wrong rows are to be
 * skipped: then the row fails and the others are imported.
 */
export async function runCommit(work: UnitOfWork, who: Who, id: ImportId): Promise<void> {
  try {
    const { kind } = await work.read(who, (ctx) => getBatchRow(ctx, id));
    const { rowsPerWrite } = KINDS[kind];
    for (let next = { after: 0, size: rowsPerWrite }; ;) {
      const step = await commitStep(work, who, id, next);
      if (step === "stopped") break;
      // After a refusal, the rows are tried one by one to find the refused one.
      next =
        step === "refused"
          ? { ...next, size: 1 }
          : { after: step.last, size: Math.min(rowsPerWrite, next.size * 2) };
      await turnOfOthers();
    }
  } catch (error) {
    await endImport(work, who, id, error);
    if (!(error instanceof RowRefused)) throw error;
  }
}

/** Ends an import that cannot go on after an error: one that was being read fails, and what was imported is undone. */
export function endImport(work: UnitOfWork, who: Who, id: ImportId, error: unknown): Promise<void> {
  return endAs(work, who, id, error instanceof RowRefused ? "row_refused" : failureOf(error));
}

async function endAs(
  work: UnitOfWork,
  who: Who,
  id: ImportId,
  failure: ImportFailure,
): Promise<void> {
  await work.write(who, async (ctx) => {
    const batch = await getBatchRow(ctx, id);
    if (batch.state === "reading") await failReading(ctx, id, failure);
    if (batch.state === "committing") await changeBatch(ctx, batch, { state: "undoing", failure });
  });
  await runUndo(work, who, id);
}

/** A row was refused, and wrong rows are not to be skipped. */
class RowRefused extends Error {}

/** Rows after this one, so that those done before are not read again. */
interface NextRows {
  readonly after: number;
  readonly size: number;
}

/** Continues after the last of these rows. */
type Step = { readonly last: number } | "refused" | "stopped";

async function commitStep(work: UnitOfWork, who: Who, id: ImportId, next: NextRows): Promise<Step> {
  try {
    return await work.write(who, (ctx) => commitRows(ctx, id, next));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (next.size > 1) return "refused";
    return work.write(who, (ctx) => failFirst(ctx, id, next, error));
  }
}

async function commitRows(ctx: WriteCtx, id: ImportId, next: NextRows): Promise<Step> {
  const batch = await getBatchRow(ctx, id);
  if (batch.state !== "committing") return "stopped";
  const rows = await rowsToCommit(ctx, batch, next);
  const last = rows.at(-1)?.rowNo;
  if (last === undefined) {
    await finishCommit(ctx, batch);
    return "stopped";
  }
  const scope = await importScope(ctx, batch.options);
  const outcomes = await KINDS[batch.kind].commit(ctx, batch, scope, rows);
  if (!batch.skipWrong && outcomes.some(({ result }) => result === "failed"))
    throw new RowRefused();
  await storeOutcomes(ctx, batch, outcomes);
  return { last };
}

/** The next row was refused: it fails with what is wrong with it. */
async function failFirst(
  ctx: WriteCtx,
  id: ImportId,
  next: NextRows,
  error: DomainError,
): Promise<Step> {
  const batch = await getBatchRow(ctx, id);
  if (batch.state !== "committing") return "stopped";
  if (!batch.skipWrong) throw new RowRefused();
  const [row] = await rowsToCommit(ctx, batch, next);
  if (row === undefined) return "stopped";
  const { code, details } = error.reason;
  await storeOutcomes(ctx, batch, [failedRow(row, [{ ...problemOf(code), details }])]);
  return { last: row.rowNo };
}

async function finishCommit(ctx: WriteCtx, batch: BatchRow): Promise<void> {
  await changeBatch(ctx, batch, { state: "done", finishedAt: ctx.now });
  const { fileName, kind, newRows, changedRows, failedRows } = batch;
  await recordAudit(ctx, {
    action: "imports.commit",
    entity: "import",
    entityId: batch.publicId,
    after: { fileName, kind, new: newRows, changed: changedRows, failed: failedRows },
  });
}

/**
 * Undoes the rows of a batch in state `undoing`, the last ones first. A batch that failed or was cancelled while it was
 * imported ends as `failed` or `cancelled`; the others as `undone`.
 */
export async function runUndo(work: UnitOfWork, who: Who, id: ImportId): Promise<void> {
  const all = withAllPermissions(who);
  const { kind } = await work.read(all, (ctx) => getBatchRow(ctx, id));
  const { rowsPerWrite } = KINDS[kind];
  for (let next: PreviousRows = { before: AFTER_EVERY_ROW, size: rowsPerWrite }; ;) {
    const step = await undoStep(work, all, id, next);
    if (step === "stopped") return;
    // After a refusal, the rows are tried one by one: only the refused one is kept.
    next =
      step === "refused"
        ? { ...next, size: 1 }
        : { before: step.first, size: Math.min(rowsPerWrite, next.size * 2) };
    await turnOfOthers();
  }
}

/** Rows before this one, the last first. */
interface PreviousRows {
  readonly before: number;
  readonly size: number;
}

/** Continues before the first of these rows. */
type UndoStep = { readonly first: number } | "refused" | "stopped";

async function undoStep(
  work: UnitOfWork,
  who: Who,
  id: ImportId,
  next: PreviousRows,
): Promise<UndoStep> {
  try {
    return await work.write(who, (ctx) => undoRows(ctx, id, next));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (next.size > 1) return "refused";
    return work.write(who, (ctx) => keepNext(ctx, id, next, error));
  }
}

/** The shop refuses what the next row had before: it is kept, and the undo continues. */
async function keepNext(
  ctx: WriteCtx,
  id: ImportId,
  next: PreviousRows,
  error: DomainError,
): Promise<UndoStep> {
  const batch = await getBatchRow(ctx, id);
  if (batch.state !== "undoing") return "stopped";
  const [row] = await rowsToUndo(ctx, batch, next);
  if (row === undefined) throw error;
  const problems = [problemOf("changed_since_import")];
  await storeOutcomes(ctx, batch, [{ row, result: "kept", problems }]);
  return { first: row.rowNo };
}

async function undoRows(ctx: WriteCtx, id: ImportId, next: PreviousRows): Promise<UndoStep> {
  const batch = await getBatchRow(ctx, id);
  if (batch.state !== "undoing") return "stopped";
  const rows = await rowsToUndo(ctx, batch, next);
  const first = rows.at(-1)?.rowNo;
  if (first !== undefined) {
    const scope = await importScope(ctx, batch.options);
    await storeOutcomes(ctx, batch, await KINDS[batch.kind].undo(ctx, batch, scope, rows));
    return { first };
  }
  await undoCategories(ctx, batch);
  const isWhole = batch.undoneBy === null;
  const state = isWhole ? (batch.failure === null ? "cancelled" : "failed") : "undone";
  await changeBatch(ctx, batch, {
    state,
    ...(isWhole ? { finishedAt: ctx.now } : { undoneAt: ctx.now }),
  });
  await recordAudit(ctx, {
    action: "imports.undo",
    entity: "import",
    entityId: batch.publicId,
    before: { fileName: batch.fileName },
    after: { kept: batch.keptRows, state },
  });
  return "stopped";
}

/** Undoing follows from the permission to import, whatever else the person may do. */
function withAllPermissions(who: Who): Who {
  return { ...who, actor: { ...who.actor, permissions: new Set(PERMISSIONS) } };
}

/**
 * Ends the imports of a server that has stopped in the middle: reading fails, and what was imported is undone. Returns
 * their number. With several servers on one database, only those that have been silent for a minute. One that cannot be
 * ended now is reported, and tried again at the next start: the shop sells in the meantime.
 */
export async function recoverImports(
  work: UnitOfWork,
  isAlone: boolean,
  onProblem: (error: unknown) => void,
): Promise<number> {
  const job: Who = { actor: systemActor(0, new Set(PERMISSIONS)), requestId: "recover imports" };
  const stopped = await work.read(job, (ctx) => stoppedBatches(ctx, isAlone));
  for (const { id, createdBy } of stopped) {
    const who = { ...job, actor: systemActor(createdBy, new Set(PERMISSIONS)) };
    await endAs(work, who, id, "interrupted").catch(onProblem);
  }
  return stopped.length;
}

async function stoppedBatches(ctx: ReadCtx, isAlone: boolean) {
  const { importBatch } = ctx.t;
  return ctx.db
    .select({ id: importBatch.publicId, createdBy: importBatch.createdBy })
    .from(importBatch)
    .where(
      and(
        inArray(importBatch.state, ["reading", "committing", "undoing"]),
        isAlone ? undefined : lt(importBatch.aliveAt, ctx.now - SILENT_MS),
      ),
    );
}
