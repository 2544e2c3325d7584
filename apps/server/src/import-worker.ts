/** The thread that reads one file to import; started by `importReaderOf`. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { copyRefusal } from "@daybook/api/server/read-thread";
import { createImportReader } from "@daybook/core/imports/reading/import-reader";
import { importLimits, openImportFile } from "./import-files.ts";
import type { FromImportWorker, ImportWorkerStart } from "./import-worker-message.ts";

// safe because only importReaderOf starts this file
const { folder, order } = workerData as ImportWorkerStart;
const reader = createImportReader((hash) => openImportFile(folder, hash), importLimits);

try {
  if (order.kind === "head")
    post({ kind: "head", head: await reader.head(order.file, order.sheet) });
  else if (order.kind === "dates")
    post({ kind: "dates", dateOrder: await reader.dateOrder(order.order) });
  else {
    for await (const piece of reader.drafts(order.order)) {
      post({ kind: "piece", piece });
      if (parentPort !== null) await once(parentPort, "message");
    }
    post({ kind: "piece", piece: null });
  }
} catch (error) {
  const refusal = copyRefusal(error);
  post(refusal === null ? { kind: "failed", error: String(error) } : { kind: "refused", refusal });
}
parentPort?.close();

function post(message: FromImportWorker): void {
  parentPort?.postMessage(message);
}
