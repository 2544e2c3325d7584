import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { VerifyReport } from "@daybook/contract/reports";
import { storeFailure } from "./verify-worker-message.ts";
import type { WorkerMessage, WorkerOrder } from "./verify-worker-message.ts";

const WORKER = new URL("./verify-worker.js", import.meta.url);

/** True if the built worker is next to this file; running from sources does without it. */
export function hasVerifyWorker(): boolean {
  return existsSync(fileURLToPath(WORKER));
}

/** Verifies the database in another thread with its own connection, so sales continue at full speed. */
export function verifyInWorker(storeUrl: string): Promise<VerifyReport> {
  const order: WorkerOrder = { storeUrl };
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: order });
    worker.once("message", (message: WorkerMessage) => {
      if (message.ok) resolve(message.report);
      else reject(storeFailure(message));
    });
    worker.once("error", reject);
    worker.once("exit", () =>
      reject(new Error("the thread that verifies the database ended without an answer")),
    );
  });
}
