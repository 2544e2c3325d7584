/** Prints in the background what waits in the queues of the printers: a printer never stops or delays a sale. */
import type { Sale } from "@daybook/contract/sales";
import { systemActor } from "@daybook/core/context/context";
import type { Who } from "@daybook/core/context/context";
import {
  interruptAll,
  listDuePrinters,
  recordOutcome,
  takeNextJob,
} from "@daybook/core/printing/job-queue";
import type { PrintJobRow } from "@daybook/core/printing/job-queue";
import { paperOfJob } from "@daybook/core/printing/paper-of-job";
import { printAfterSale } from "@daybook/core/printing/print-after-sale";
import type { PrinterPort, PrintOutcome } from "@daybook/core/printing/printer-port";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

export interface PrintDesk {
  /** Called after something was put into a queue. */
  wake(): void;
  /** Called after a document was saved; answers at once, whatever becomes of its printing. */
  documentSaved(who: Who, sale: Sale): void;
  /** Waits for what is being sent, and sends nothing more. */
  stop(): Promise<void>;
}

export interface PrintDeskOptions {
  readonly port: PrinterPort;
  /** Of the real shop. */
  readonly work: UnitOfWork;
  /** Whether no other server uses the database: then nothing is being sent while this one starts. */
  readonly alone: boolean;
  /** How often a printer is tried that had a problem. */
  readonly checkEveryMs?: number;
  readonly onProblem: (error: unknown) => void;
}

const CHECK_EVERY_MS = 1_000;
const WHO: Who = { actor: systemActor(0, new Set()), requestId: "printing" };

export function createPrintDesk(options: PrintDeskOptions): PrintDesk {
  const { work, onProblem, checkEveryMs = CHECK_EVERY_MS } = options;
  const queues = new Map<number, Promise<void>>();
  const following = new Set<Promise<void>>();
  let stopped = false;

  const serve = async (printerId: number): Promise<void> => {
    while (!stopped) {
      const job = await work.write(WHO, (ctx) => takeNextJob(ctx, printerId));
      if (job === null) return;
      const outcome = await send(options, job);
      await work.write(WHO, (ctx) => recordOutcome(ctx, job.id, outcome));
    }
  };
  const look = async (): Promise<void> => {
    const due = stopped ? [] : await work.read(WHO, listDuePrinters);
    for (const id of due) {
      if (queues.has(id)) continue;
      const queue = serve(id).catch(onProblem);
      queues.set(id, queue);
      void queue.finally(() => queues.delete(id));
    }
  };
  const follow = (act: () => Promise<void>): void => {
    const done = act().catch(onProblem);
    following.add(done);
    void done.finally(() => following.delete(done));
  };
  const begun = options.alone
    ? work.write(WHO, interruptAll).then(() => undefined, onProblem)
    : Promise.resolve();
  const wake = (): void => follow(() => begun.then(look));
  const timer = setInterval(wake, checkEveryMs);
  timer.unref();
  wake();
  return {
    wake,
    documentSaved: (who, sale) =>
      follow(async () => {
        if (await work.write(who, (ctx) => printAfterSale(ctx, sale))) wake();
      }),
    async stop() {
      stopped = true;
      clearInterval(timer);
      while (following.size > 0 || queues.size > 0)
        await Promise.all([...following, ...queues.values()]);
    },
  };
}

/** A defect must not stop the queue: the job counts as not sent, and what is wrong is reported. */
async function send(
  { work, port, onProblem }: PrintDeskOptions,
  job: PrintJobRow,
): Promise<PrintOutcome> {
  try {
    const { printer, toPrint } = await work.read(WHO, (ctx) => paperOfJob(ctx, job));
    return await port.send(printer, toPrint);
  } catch (error) {
    onProblem(error);
    return { state: "not_sent", problem: "internal" };
  }
}
