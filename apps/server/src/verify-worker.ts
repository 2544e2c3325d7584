/** The thread that verifies the database; started by `verifyInWorker`. */
import { parentPort, workerData } from "node:worker_threads";
import { verifyStore } from "./verify-store.ts";
import type { WorkerMessage, WorkerOrder } from "./verify-worker-message.ts";

// safe because only verifyInWorker starts this file
const { storeUrl } = workerData as WorkerOrder;

const message: WorkerMessage = await verifyStore(storeUrl).then(
  (report) => ({ ok: true, report }),
  (error: unknown) => ({ ok: false, error: String(error) }),
);
parentPort?.postMessage(message);
