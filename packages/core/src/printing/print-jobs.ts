/** Print jobs as people ask for them, see them, print them again and cancel them. */
import { and, desc, eq, gt, inArray, lt, ne, or } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { PrinterId, PrintJobId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type {
  ListPrintJobs,
  OpenDrawer,
  PrintJob,
  PrintJobKind,
  PrintJobs,
  PrintJobState,
  PrintSale,
  TestPrinter,
} from "@daybook/contract/printers";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { insertedRow } from "../records/versions.ts";
import { getSale } from "../sales/sales.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { getShop } from "../settings/shop.ts";
import { insertTillEvents } from "../tills/till-events.ts";
import type { NewTillEvent } from "../tills/till-events.ts";
import { recordAudit } from "../writes/audit.ts";
import { change, finish } from "./job-queue.ts";
import type { PrintJobRow } from "./job-queue.ts";
import { findPrinterOfTill, printerRows } from "./printer-rows.ts";
import type { PrinterRow } from "./printer-rows.ts";

export interface NewPrintJob {
  /** The same key asks for the same paper: it is printed once. */
  readonly key: string;
  readonly kind: PrintJobKind;
  readonly sale?: Pick<Sale, "id" | "receiptNumber">;
}

/** Puts a job into the queue of a printer, for the till of the actor. Null if its key is known. */
export async function insertPrintJob(
  ctx: WriteCtx,
  printer: PrinterRow,
  { key, kind, sale }: NewPrintJob,
): Promise<PrintJobRow | null> {
  const [row] = await ctx.db
    .insert(ctx.t.printJob)
    .values({
      publicId: newId<PrintJobId>(ctx.now),
      key,
      printerId: printer.id,
      deviceId: ctx.actor.deviceId,
      kind,
      saleId: sale?.id ?? null,
      receiptNumber: sale?.receiptNumber ?? null,
      status: "waiting",
      attempts: 0,
      problem: null,
      dueAt: ctx.now,
      createdAt: ctx.now,
      createdBy: ctx.actor.userId === 0 ? null : ctx.actor.userId,
      sentAt: null,
      doneAt: null,
    })
    .onConflictDoNothing({ target: ctx.t.printJob.key })
    .returning();
  if (row === undefined) return null;
  ctx.changed("printJobs", row.publicId);
  return row;
}

/** Prints a test page. Refuses 404 and 409 `inactive`. */
export async function testPrinter(ctx: WriteCtx, { key, id }: TestPrinter): Promise<PrintJob> {
  const printer = await printerRows.getActive(ctx, id, "id");
  return inserted(ctx, printer, { key, kind: "test" });
}

/**
 * Prints the receipt of a sale on the printer of the till, or on another one. It is a copy if the receipt was printed
 * here before, and the till journal records each copy; a gift receipt is none. Refuses 404, 409 `no_printer` and 409 `inactive`.
 */
export async function printSale(ctx: WriteCtx, input: PrintSale): Promise<PrintJob> {
  const sale = await getSale(ctx, { id: input.id });
  const printer = await chosenPrinter(ctx, input.printerId);
  if (input.gift === true) return inserted(ctx, printer, { key: input.key, kind: "gift", sale });
  const isCopy = input.copy || (await wasPrinted(ctx, sale));
  if (!isCopy) return inserted(ctx, printer, { key: receiptKey(sale), kind: "receipt", sale });
  await journal(ctx, {
    key: input.key,
    kind: "copy_printed",
    saleId: await rowIdOf(ctx, sale),
    detail: sale.receiptNumber,
  });
  // It says how many copies there are.
  ctx.changed("sales", sale.id);
  return inserted(ctx, printer, { key: input.key, kind: "copy", sale });
}

async function chosenPrinter(ctx: WriteCtx, printerId: PrinterId | undefined): Promise<PrinterRow> {
  if (printerId !== undefined) return printerRows.getActive(ctx, printerId, "printerId");
  const own = await findPrinterOfTill(ctx, ctx.actor.deviceId);
  if (own === null) throw refuse("no_printer", {});
  return own;
}

/** The key of the only print of a receipt that is not a copy. */
export function receiptKey({ id }: Pick<Sale, "id">): string {
  return `receipt:${id}`;
}

/**
 * Opens the drawer of the till without a sale, which the till journal records. Refuses 404, 409 `inactive`, and 409
 * `no_printer` also for a printer without a drawer.
 */
export async function openDrawer(
  ctx: WriteCtx,
  { key, reason, printerId }: OpenDrawer,
): Promise<PrintJob> {
  const printer = await chosenPrinter(ctx, printerId);
  if (!printer.opensDrawer) throw refuse("no_printer", {});
  await journal(ctx, { key, kind: "no_sale", saleId: null, detail: reason });
  return inserted(ctx, printer, { key, kind: "drawer" });
}

/** Prints a job that failed again. Refuses 404, 409 `inactive` for a deactivated printer, and 409 `wrong_state`. */
export async function retryPrintJob(ctx: WriteCtx, { id }: PrintJobState): Promise<PrintJob> {
  const { job, printer } = await jobToChange(ctx, id, ["failed"]);
  await printerRows.getActive(ctx, printer.publicId, "id");
  const set = {
    status: "waiting",
    attempts: 0,
    problem: null,
    dueAt: ctx.now,
    doneAt: null,
  } as const;
  await change(ctx, job, set);
  await audit(ctx, job, "retry");
  return getPrintJob(ctx, job.id);
}

/** Cancels a job that waits or failed. Refuses 404 and 409 `wrong_state`. */
export async function cancelPrintJob(ctx: WriteCtx, { id }: PrintJobState): Promise<PrintJob> {
  const { job } = await jobToChange(ctx, id, ["waiting", "failed"]);
  await finish(ctx, job, "cancelled", job.problem);
  await audit(ctx, job, "cancel");
  return getPrintJob(ctx, job.id);
}

/** Print jobs, newest first. Refuses 404 at `printerId` and 400 at `cursor`. */
export async function listPrintJobs(ctx: ReadCtx, input: ListPrintJobs): Promise<PrintJobs> {
  const { printJob } = ctx.t;
  const printer =
    input.printerId === undefined ? null : await printerRows.get(ctx, input.printerId, "printerId");
  const rows = await selectJobs(ctx)
    .where(
      and(
        printer === null ? undefined : eq(printJob.printerId, printer.id),
        input.troubled
          ? and(
              ne(printJob.kind, "drawer"),
              or(
                eq(printJob.status, "failed"),
                and(inArray(printJob.status, ["waiting", "sending"]), gt(printJob.attempts, 1)),
                and(eq(printJob.status, "waiting"), gt(printJob.attempts, 0)),
              ),
            )
          : undefined,
        input.cursor === undefined
          ? undefined
          : lt(printJob.id, decodeCursor(input.cursor, ["number"])[0]),
      ),
    )
    .orderBy(desc(printJob.id))
    .limit(input.limit + 1);
  return pageOf(rows, input.limit, toPrintJob, ({ job }) => [job.id]);
}

function selectJobs({ db, t }: ReadCtx) {
  return db
    .select({
      job: t.printJob,
      printer: { id: t.printer.publicId, name: t.printer.name },
      tillId: t.device.publicId,
      tillName: t.device.name,
      createdBy: t.appUser.name,
    })
    .from(t.printJob)
    .innerJoin(t.printer, eq(t.printer.id, t.printJob.printerId))
    .leftJoin(t.device, eq(t.device.id, t.printJob.deviceId))
    .leftJoin(t.appUser, eq(t.appUser.id, t.printJob.createdBy));
}

type SelectedJob = Awaited<ReturnType<typeof selectJobs>>[number];

async function getPrintJob(ctx: ReadCtx, rowId: number): Promise<PrintJob> {
  const [row] = await selectJobs(ctx).where(eq(ctx.t.printJob.id, rowId));
  assert(row !== undefined, "the job was just written");
  return toPrintJob(row);
}

function toPrintJob({ job, printer, tillId, tillName, createdBy }: SelectedJob): PrintJob {
  const { saleId, receiptNumber, problem } = job;
  return {
    id: job.publicId,
    kind: job.kind,
    status: job.status,
    printer,
    till: tillId === null || tillName === null ? null : { id: tillId, name: tillName },
    sale: saleId === null || receiptNumber === null ? null : { id: saleId, receiptNumber },
    attempts: job.attempts,
    problem,
    mayHavePrinted: problem === "cut_off" || problem === "interrupted",
    createdAt: isoInstant(job.createdAt),
    createdBy,
    doneAt: isoInstantOrNull(job.doneAt),
  };
}

/** A job whose key is known was asked for at the same moment elsewhere: it is that one. */
async function inserted(ctx: WriteCtx, printer: PrinterRow, given: NewPrintJob): Promise<PrintJob> {
  const row = await insertPrintJob(ctx, printer, given);
  if (row !== null) return getPrintJob(ctx, row.id);
  const { printJob } = ctx.t;
  const known = await ctx.db.select().from(printJob).where(eq(printJob.key, given.key));
  return getPrintJob(ctx, insertedRow(known).id);
}

/** Whether the receipt is on paper or in a queue; a print that failed whole does not count. */
async function wasPrinted({ db, t }: WriteCtx, { id }: Pick<Sale, "id">): Promise<boolean> {
  const { printJob } = t;
  const rows = await db
    .select({ id: printJob.id })
    .from(printJob)
    .where(and(eq(printJob.saleId, id), inArray(printJob.kind, ["receipt", "copy"])))
    .limit(1);
  return rows.length > 0;
}

async function rowIdOf({ db, t }: WriteCtx, { id }: Pick<Sale, "id">): Promise<number> {
  const rows = await db.select({ id: t.sale.id }).from(t.sale).where(eq(t.sale.publicId, id));
  return insertedRow(rows).id;
}

async function journal(
  ctx: WriteCtx,
  event: Pick<NewTillEvent, "key" | "kind" | "saleId" | "detail">,
): Promise<void> {
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  await insertTillEvents(ctx, ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID, [
    { ...event, occurredAt: ctx.now, businessDate, amountMinor: minor(0) },
  ]);
  ctx.changed("tillEvents");
}

async function jobToChange(
  ctx: WriteCtx,
  id: PrintJobId,
  allowed: readonly PrintJobRow["status"][],
): Promise<{ job: PrintJobRow; printer: PrinterRow }> {
  const { printJob, printer } = ctx.t;
  // Held until the commit: the queue may be taking it.
  await ctx.db.update(printJob).set({ key: printJob.key }).where(eq(printJob.publicId, id));
  const [found] = await ctx.db
    .select({ job: printJob, printer })
    .from(printJob)
    .innerJoin(printer, eq(printer.id, printJob.printerId))
    .where(eq(printJob.publicId, id));
  if (found === undefined) throw refuse("not_found", { entity: "printJob", id }, "id");
  const { status: state } = found.job;
  if (!allowed.includes(state))
    throw refuse("wrong_state", { entity: "printJob", id, state }, "id");
  return found;
}

async function audit(ctx: WriteCtx, job: PrintJobRow, verb: "retry" | "cancel"): Promise<void> {
  await recordAudit(ctx, {
    action: `printJobs.${verb}`,
    entity: "printJob",
    entityId: job.publicId,
    before: { status: job.status, problem: job.problem },
    after: { kind: job.kind, receiptNumber: job.receiptNumber },
  });
}
