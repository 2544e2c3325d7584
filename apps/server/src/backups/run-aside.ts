import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { failureOf } from "./backup-failure.ts";
import type { BackupOrder, BackupReply } from "./backup-worker-message.ts";
import { runTask } from "./tasks.ts";
import type { TaskName, Tasks } from "./tasks.ts";

const WORKER = new URL("./backup-worker.js", import.meta.url);

/**
 * Runs a task in another thread, so sales continue at full speed; running from sources, which have no built thread, in
 * this one.
 */
export function runAside<Name extends TaskName>(
  name: Name,
  order: Tasks[Name]["order"],
): Promise<Tasks[Name]["result"]> {
  if (!existsSync(fileURLToPath(WORKER))) return runTask(name, order);
  const workerData: BackupOrder<Name> = { name, order };
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData });
    worker.once("message", (reply: BackupReply<Name>) => {
      if (reply.ok) resolve(reply.result);
      else reject(failureOf(reply.failure));
    });
    worker.once("error", reject);
    worker.once("exit", () =>
      reject(new Error(`the thread for “${name}” ended without an answer`)),
    );
  });
}
