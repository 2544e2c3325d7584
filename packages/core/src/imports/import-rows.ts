/** Batches and their staged rows in the database. */
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { ImportId } from "@daybook/contract/ids";
import type { ImportProblem, ImportState } from "@daybook/contract/imports";
import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { preparedRows } from "@daybook/db/prepared-rows";
import { everyColumn, prepared, settingEvery } from "@daybook/db/statement";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { EvaluatedRow } from "./evaluated-row.ts";

export type BatchRow = Tables["importBatch"]["$inferSelect"];
export type StagedRow = Tables["importRow"]["$inferSelect"];

/** Refuses 404 `not_found` at `id`. */
export async function getBatchRow(ctx: ReadCtx, id: ImportId): Promise<BatchRow> {
  const { importBatch } = ctx.t;
  const [row] = await ctx.db.select().from(importBatch).where(eq(importBatch.publicId, id));
  if (row === undefined) throw refuse("not_found", { entity: "import", id }, "id");
  return row;
}

/** As `getBatchRow`; refuses 409 `wrong_state` at `id` unless the import is in one of these states. */
export async function getBatchIn(
  ctx: ReadCtx,
  id: ImportId,
  states: readonly ImportState[],
): Promise<BatchRow> {
  const row = await getBatchRow(ctx, id);
  if (states.includes(row.state)) return row;
  throw refuse("wrong_state", { entity: "import", id, state: row.state }, "id");
}

/** Changes a batch that is still in `from`. False if another request has changed its state in the meantime. */
export async function changeBatch(
  ctx: WriteCtx,
  batch: BatchRow,
  set: Partial<BatchRow>,
): Promise<boolean> {
  const { importBatch } = ctx.t;
  const changed = await ctx.db
    .update(importBatch)
    .set({ ...set, aliveAt: ctx.now })
    .where(and(eq(importBatch.id, batch.id), eq(importBatch.state, batch.state)))
    .returning({ id: importBatch.id });
  ctx.changed("imports", batch.publicId);
  return changed.length > 0;
}

const inserting = preparedRows(
  (t) => everyColumn(t.importRow),
  (db, t, rows) =>
    db.insert(t.importRow).values(rows).returning({ rowNo: t.importRow.rowNo }).prepare(),
);

/** Inserts evaluated rows and adds them to the counts of their batch. */
export async function insertStaged(
  ctx: WriteCtx,
  batch: BatchRow,
  rows: readonly EvaluatedRow[],
): Promise<void> {
  await inserting(
    ctx,
    rows.map((row) => ({ batchId: batch.id, rowNo: row.row, ...stagedColumns(row) })),
  );
  const { importBatch } = ctx.t;
  const count = (state: EvaluatedRow["state"]) => rows.filter((row) => row.state === state).length;
  const sum = (of: (row: EvaluatedRow) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  await ctx.db
    .update(importBatch)
    .set({
      newRows: sql`${importBatch.newRows} + ${count("new")}`,
      changedRows: sql`${importBatch.changedRows} + ${count("changed")}`,
      unchangedRows: sql`${importBatch.unchangedRows} + ${count("unchanged")}`,
      wrongRows: sql`${importBatch.wrongRows} + ${count("wrong")}`,
      ignoredRows: sql`${importBatch.ignoredRows} + ${count("ignored")}`,
      warnedRows: sql`${importBatch.warnedRows} + ${rows.filter(isWarned).length}`,
      stockMilli: sql`${importBatch.stockMilli} + ${sum((row) => row.stockMilli)}`,
      retailMinor: sql`${importBatch.retailMinor} + ${sum((row) => row.retailMinor)}`,
      progress: sql`${importBatch.progress} + ${rows.length}`,
      aliveAt: ctx.now,
    })
    .where(eq(importBatch.id, batch.id));
  ctx.changed("imports", batch.publicId);
}

function stagedColumns(row: EvaluatedRow) {
  const { values, notes, problems, before, after } = row;
  return {
    state: row.state,
    result: "waiting" as const,
    warned: isWarned(row),
    rowKey: row.rowKey,
    data: { values, notes, problems, before, after },
    stockMilli: milli(row.stockMilli),
    retailMinor: minor(row.retailMinor),
    entityId: null,
    entityVersion: null,
    documents: [],
    lineKey: row.pastLine?.lineKey ?? null,
    saleKey: row.pastLine?.saleKey ?? null,
    productUnknown: row.pastLine?.productUnknown ?? false,
  };
}

/** Whether the row is imported differently from the file. */
function isWarned({ state, problems }: EvaluatedRow): boolean {
  return state !== "ignored" && problems.some(({ severity }) => severity === "warning");
}

/** Replaces a staged row by what it is after an edit; `recount` follows. */
export async function replaceStaged(
  ctx: WriteCtx,
  batch: BatchRow,
  row: EvaluatedRow,
): Promise<void> {
  const { importRow } = ctx.t;
  await ctx.db
    .update(importRow)
    .set(stagedColumns(row))
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.rowNo, row.row)));
}

/** Counts the rows of a batch again. */
export async function recount(ctx: WriteCtx, batch: BatchRow): Promise<void> {
  const { importRow, importBatch } = ctx.t;
  const states = await ctx.db
    .select({
      state: importRow.state,
      rows: sql`count(*)`.mapWith(Number),
      warned: sql`sum(CASE WHEN ${importRow.warned} THEN 1 ELSE 0 END)`.mapWith(Number),
      stockMilli: sql`sum(${importRow.stockMilli})`.mapWith(Number),
      retailMinor: sql`sum(${importRow.retailMinor})`.mapWith(Number),
    })
    .from(importRow)
    .where(eq(importRow.batchId, batch.id))
    .groupBy(importRow.state);
  const count = (state: StagedRow["state"]) => states.find((one) => one.state === state)?.rows ?? 0;
  const sum = (of: "warned" | "stockMilli" | "retailMinor") =>
    states.reduce((total, one) => total + one[of], 0);
  await ctx.db
    .update(importBatch)
    .set({
      newRows: count("new"),
      changedRows: count("changed"),
      unchangedRows: count("unchanged"),
      wrongRows: count("wrong"),
      ignoredRows: count("ignored"),
      warnedRows: sum("warned"),
      stockMilli: sql`${sum("stockMilli")}`,
      retailMinor: sql`${sum("retailMinor")}`,
    })
    .where(eq(importBatch.id, batch.id));
  if (batch.kind === "past_sales") await sumUpPastSales(ctx, batch);
  ctx.changed("imports", batch.publicId);
}

/** Stores what the past sales of a preview add up to. */
export async function sumUpPastSales(ctx: WriteCtx, batch: BatchRow): Promise<void> {
  const { importRow, importBatch } = ctx.t;
  const ofBatch = and(eq(importRow.batchId, batch.id), isNotNull(importRow.saleKey));
  const sales = ctx.db
    .select({
      saleKey: importRow.saleKey,
      unknown: sql`sum(CASE WHEN ${importRow.productUnknown} THEN 1 ELSE 0 END)`.as("unknown"),
      total: sql`sum(${importRow.retailMinor})`.as("total"),
    })
    .from(importRow)
    .where(ofBatch)
    .groupBy(importRow.saleKey)
    .as("sales");
  const [sums] = await ctx.db
    .select({
      sales: sql`count(*)`.mapWith(Number),
      returns: sql`coalesce(sum(CASE WHEN ${sales.total} < 0 THEN 1 ELSE 0 END), 0)`.mapWith(
        Number,
      ),
      unknownProducts: sql`coalesce(sum(${sales.unknown}), 0)`.mapWith(Number),
      first: sql<string | null>`min(${sales.saleKey})`,
      last: sql<string | null>`max(${sales.saleKey})`,
    })
    .from(sales);
  assert(sums !== undefined, "an aggregate without groups is one row");
  const { first, last, ...counts } = sums;
  const dayOf = (saleKey: string | null) => saleKey?.slice(0, "2026-03-01".length) ?? null;
  const pastSales = { ...counts, firstDay: dayOf(first), lastDay: dayOf(last) };
  await ctx.db.update(importBatch).set({ pastSales }).where(eq(importBatch.id, batch.id));
}

/** The next rows to import, in the order of the file. */
export function rowsToCommit(
  ctx: ReadCtx,
  batch: BatchRow,
  { after, size }: { readonly after: number; readonly size: number },
): Promise<StagedRow[]> {
  const { importRow } = ctx.t;
  return ctx.db
    .select()
    .from(importRow)
    .where(
      and(
        eq(importRow.batchId, batch.id),
        inArray(importRow.state, ["new", "changed"]),
        eq(importRow.result, "waiting"),
        gt(importRow.rowNo, after),
      ),
    )
    .orderBy(asc(importRow.rowNo))
    .limit(size);
}

/** The next rows to undo, the last of the file first. */
export function rowsToUndo(
  ctx: ReadCtx,
  batch: BatchRow,
  { before, size }: { readonly before: number; readonly size: number },
): Promise<StagedRow[]> {
  const { importRow } = ctx.t;
  return ctx.db
    .select()
    .from(importRow)
    .where(
      and(
        eq(importRow.batchId, batch.id),
        eq(importRow.result, "imported"),
        lt(importRow.rowNo, before),
      ),
    )
    .orderBy(desc(importRow.rowNo))
    .limit(size);
}

/** What has become of a row. */
export interface RowOutcome {
  readonly row: StagedRow;
  readonly result: StagedRow["result"];
  readonly entityId?: string;
  readonly entityVersion?: number;
  readonly documents?: readonly string[];
  /** Added to those of the row. */
  readonly problems?: readonly ImportProblem[];
}

const storing = prepared((db, t) =>
  db
    .update(t.importRow)
    .set(settingEvery(t.importRow, "batchId", "rowNo"))
    .where(
      and(
        eq(t.importRow.batchId, sql.placeholder("batchId")),
        eq(t.importRow.rowNo, sql.placeholder("rowNo")),
      ),
    )
    .prepare(),
);

/** Whether only the result of the row changes. */
function isPlain({ entityId, documents, problems = [] }: RowOutcome): boolean {
  return entityId === undefined && documents === undefined && problems.length === 0;
}

/** Stores what has become of some rows, and counts them. */
export async function storeOutcomes(
  ctx: WriteCtx,
  batch: BatchRow,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const { importBatch, importRow } = ctx.t;
  const plain = outcomes.filter(isPlain);
  for (const result of new Set(plain.map((one) => one.result))) {
    const rows = plain.filter((one) => one.result === result).map(({ row }) => row.rowNo);
    await ctx.db
      .update(importRow)
      .set({ result })
      .where(and(eq(importRow.batchId, batch.id), inArray(importRow.rowNo, rows)));
  }
  for (const { row, problems = [], ...made } of outcomes) {
    if (isPlain({ row, problems, ...made })) continue;
    const data =
      problems.length === 0
        ? row.data
        : { ...row.data, problems: [...row.data.problems, ...problems] };
    await storing(ctx).execute({ ...row, ...made, data });
  }
  const count = (result: StagedRow["result"]) =>
    outcomes.filter((outcome) => outcome.result === result).length;
  await ctx.db
    .update(importBatch)
    .set({
      progress: sql`${importBatch.progress} + ${outcomes.length}`,
      failedRows: sql`${importBatch.failedRows} + ${count("failed")}`,
      keptRows: sql`${importBatch.keptRows} + ${count("kept")}`,
      aliveAt: ctx.now,
    })
    .where(eq(importBatch.id, batch.id));
  ctx.changed("imports", batch.publicId);
}
