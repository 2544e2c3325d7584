/** The thread for one task of backups; started by `runAside`. */
import { parentPort, workerData } from "node:worker_threads";
import { sentFailure } from "./backup-failure.ts";
import type { BackupOrder, BackupReply } from "./backup-worker-message.ts";
import { runTask } from "./tasks.ts";

// safe because only runAside starts this file
const { name, order } = workerData as BackupOrder;

const reply: BackupReply = await runTask(name, order).then(
  (result) => ({ ok: true, result }),
  (error: unknown) => ({ ok: false, failure: sentFailure(error) }),
);
parentPort?.postMessage(reply);
