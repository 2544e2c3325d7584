/** The thread that runs long queries; started by `readThreadOf`. */
import { parentPort, workerData } from "node:worker_threads";
import { copyRefusal, runOrder } from "@daybook/api/server/read-thread";
import type { ArchiveOrder, Piece, ReadOrder } from "@daybook/api/server/read-thread";
import { appRouter } from "@daybook/api/server/root";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";
import type { FromReadWorker, ReadWorkerStart, ToReadWorker } from "./read-worker-message.ts";

// safe because only readThreadOf starts this file
const { storeUrl } = workerData as ReadWorkerStart;

const store = await openStore({
  url: storeUrl,
  readOnly: true,
  migrate: false,
  // The server has already checked this.
  allowNetworkFs: true,
  poolSize: 1,
});
const work = createUnitOfWork({ store, clock: Date.now });
const opened = new Map<number, AsyncIterator<Piece>>();

parentPort?.on("message", (message: ToReadWorker) => {
  if (message.kind === "open") void answer(message.id, () => begin(message.id, message.order));
  else if (message.kind === "next") void answer(message.id, () => next(message.id));
  else if (message.kind === "drop") drop(message.id);
  else void end();
});

async function begin(id: number, order: ReadOrder | ArchiveOrder): Promise<Piece | null> {
  const pieces = await runOrder(appRouter, work, order);
  opened.set(id, pieces[Symbol.asyncIterator]());
  return next(id);
}

async function next(id: number): Promise<Piece | null> {
  const { done, value } = (await opened.get(id)?.next()) ?? { done: true, value: null };
  if (done !== true) return value;
  opened.delete(id);
  return null;
}

/** Ends what a generator holds, such as the snapshot of an archive. */
function drop(id: number): void {
  void opened.get(id)?.return?.();
  opened.delete(id);
}

async function answer(id: number, piece: () => Promise<Piece | null>): Promise<void> {
  try {
    post({ kind: "piece", id, piece: await piece() });
  } catch (error) {
    opened.delete(id);
    const refusal = copyRefusal(error);
    post(
      refusal === null
        ? { kind: "failed", id, error: String(error) }
        : { kind: "refused", id, refusal },
    );
  }
}

function post(message: FromReadWorker): void {
  parentPort?.postMessage(message);
}

async function end(): Promise<void> {
  await store.close();
  parentPort?.close();
}
