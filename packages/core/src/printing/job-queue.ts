/** The queue of each printer: what is printed next, and what became of it. */
import { and, asc, eq, inArray, lt, lte, ne, sql } from "drizzle-orm";
import type { PrintProblem } from "@daybook/contract/printers";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import type { Tables } from "@daybook/db/types";
import { MOST_SENDING_MS } from "./printer-port.ts";
import type { PrintOutcome } from "./printer-port.ts";

export type PrintJobRow = Tables["printJob"]["$inferSelect"];

const SECOND = 1000;
/** The pauses before the next attempts; after the last one, a person decides. */
const PAUSES_MS = [2, 5, 15, 30, 60].map((seconds) => seconds * SECOND);
/** A drawer that opens later than this opens when nobody expects it. */
export const MOST_PULSE_AGE_MS = 15 * SECOND;
const PULSE_PAUSE_MS = 2 * SECOND;
const KEPT_MS = 30 * 24 * 60 * 60 * SECOND;

/** The row ids of printers for which something is due, or which stopped in the middle of something. */
export async function listDuePrinters({ db, t, now }: ReadCtx): Promise<number[]> {
  const { printJob } = t;
  const rows = await db
    .selectDistinct({ id: printJob.printerId })
    .from(printJob)
    .where(and(inArray(printJob.status, ["waiting", "sending"]), lte(printJob.dueAt, now)));
  return rows.map(({ id }) => id);
}

/**
 * Takes the next job of a printer: pulses first, then papers in their order, of which a later one never overtakes one
 * that is tried again. Null if nothing is due, or another server is sending. Jobs without an outcome count as
 * interrupted, and late pulses are dropped.
 */
export async function takeNextJob(ctx: WriteCtx, printerId: number): Promise<PrintJobRow | null> {
  const { printer, printJob } = ctx.t;
  // Held until the commit: one server at a time decides.
  await ctx.db
    .update(printer)
    .set({ name: sql`${printer.name}` })
    .where(eq(printer.id, printerId));
  const open = await ctx.db
    .select()
    .from(printJob)
    .where(and(eq(printJob.printerId, printerId), inArray(printJob.status, ["waiting", "sending"])))
    .orderBy(asc(printJob.id));
  const sending = open.find(({ status }) => status === "sending");
  if (sending !== undefined) {
    if (sending.dueAt > ctx.now) return null;
    await interrupt(ctx, sending);
  }
  const waiting: PrintJobRow[] = [];
  for (const job of open.filter(({ status }) => status === "waiting")) {
    const isLate = job.kind === "drawer" && ctx.now - job.createdAt > MOST_PULSE_AGE_MS;
    if (isLate) await finish(ctx, job, "cancelled", "too_late");
    else waiting.push(job);
  }
  const isDue = ({ dueAt }: PrintJobRow): boolean => dueAt <= ctx.now;
  const pulse = waiting.find((job) => job.kind === "drawer" && isDue(job));
  const paper = waiting.find(({ kind }) => kind !== "drawer");
  const next = pulse ?? (paper !== undefined && isDue(paper) ? paper : undefined);
  if (next === undefined) return null;
  return change(ctx, next, {
    status: "sending",
    attempts: next.attempts + 1,
    sentAt: ctx.now,
    dueAt: ctx.now + MOST_SENDING_MS,
  });
}

/** Records what became of a job that was taken. Nothing changes if it counted as interrupted in the meantime. */
export async function recordOutcome(
  ctx: WriteCtx,
  jobId: number,
  outcome: PrintOutcome,
): Promise<void> {
  const { printJob } = ctx.t;
  const [job] = await ctx.db.select().from(printJob).where(eq(printJob.id, jobId));
  if (job?.status !== "sending") return;
  if (!("problem" in outcome)) return finish(ctx, job, outcome.state, null);
  const { problem } = outcome;
  if (job.kind === "drawer") {
    if (outcome.state === "cut_off") return finish(ctx, job, "cancelled", problem);
    const again = { status: "waiting", problem, dueAt: ctx.now + PULSE_PAUSE_MS } as const;
    await change(ctx, job, again);
    return;
  }
  // Half of a paper exists: only a person may print it again.
  if (outcome.state === "cut_off") return finish(ctx, job, "failed", "cut_off");
  const pause = PAUSES_MS[job.attempts - 1];
  if (pause === undefined) return finish(ctx, job, "failed", problem);
  await change(ctx, job, { status: "waiting", problem, dueAt: ctx.now + pause });
}

/** Jobs that were being sent when the only server of the database stopped. Answers how many. */
export async function interruptAll(ctx: WriteCtx): Promise<number> {
  const { printJob } = ctx.t;
  const sending = await ctx.db.select().from(printJob).where(eq(printJob.status, "sending"));
  for (const job of sending) await interrupt(ctx, job);
  return sending.length;
}

/** Nobody knows what became of it: only a person may print it again. */
function interrupt(ctx: WriteCtx, job: PrintJobRow): Promise<void> {
  return finish(ctx, job, job.kind === "drawer" ? "cancelled" : "failed", "interrupted");
}

/** Cancels what waits for a printer. */
export async function cancelWaiting(
  ctx: WriteCtx,
  printerId: number,
  problem: PrintProblem,
): Promise<void> {
  const { printJob } = ctx.t;
  const waiting = await ctx.db
    .select()
    .from(printJob)
    .where(and(eq(printJob.printerId, printerId), eq(printJob.status, "waiting")));
  for (const job of waiting) await finish(ctx, job, "cancelled", problem);
}

/** Deletes finished jobs after thirty days. Answers how many. */
export async function forgetOldPrintJobs({ db, t, now }: WriteCtx): Promise<number> {
  const { printJob } = t;
  const gone = await db
    .delete(printJob)
    .where(
      and(
        ne(printJob.status, "waiting"),
        ne(printJob.status, "sending"),
        lt(printJob.createdAt, now - KEPT_MS),
      ),
    )
    .returning({ id: printJob.id });
  return gone.length;
}

/** Ends a job. */
export async function finish(
  ctx: WriteCtx,
  job: PrintJobRow,
  status: "sent" | "printed" | "failed" | "cancelled",
  problem: PrintProblem | null,
): Promise<void> {
  await change(ctx, job, { status, problem, doneAt: ctx.now });
}

/** Changes a job and tells the screens. */
export async function change(
  ctx: WriteCtx,
  job: PrintJobRow,
  set: Partial<PrintJobRow>,
): Promise<PrintJobRow> {
  const { printJob } = ctx.t;
  await ctx.db.update(printJob).set(set).where(eq(printJob.id, job.id));
  ctx.changed("printJobs", job.publicId);
  return { ...job, ...set };
}
