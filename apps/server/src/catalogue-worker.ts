/** The thread that builds the catalogue file; started by `startCatalogueWorker`. */
import { parentPort, workerData } from "node:worker_threads";
import { createCatalogueMaker } from "@daybook/api/server/catalogue-file";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";
import type {
  CatalogueWorkerStart,
  FromCatalogueWorker,
  ToCatalogueWorker,
} from "./catalogue-worker-message.ts";

// safe because only startCatalogueWorker starts this file
const { storeUrl, costs } = workerData as CatalogueWorkerStart;

const store = await openStore({
  url: storeUrl,
  readOnly: true,
  migrate: false,
  // The server has already checked this.
  allowNetworkFs: true,
  poolSize: 1,
});
const maker = createCatalogueMaker(createUnitOfWork({ store, clock: Date.now }), costs);

parentPort?.on("message", (order: ToCatalogueWorker) => {
  if (order === "make") void make();
  else void end();
});

async function make(): Promise<void> {
  try {
    const pieces = await maker.make();
    if (pieces === null) return post({ kind: "unchanged" });
    for await (const piece of pieces) {
      // Transferred to the other thread, not copied; a separate buffer, because packing reuses its memory.
      const bytes = new Uint8Array(piece);
      parentPort?.postMessage({ kind: "piece", bytes } satisfies FromCatalogueWorker, [
        bytes.buffer,
      ]);
    }
    post({ kind: "whole" });
  } catch (error) {
    post({ kind: "failed", error: String(error) });
  }
}

async function end(): Promise<void> {
  await store.close();
  parentPort?.close();
}

function post(message: FromCatalogueWorker): void {
  parentPort?.postMessage(message);
}
