import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { SampleFigures } from "@daybook/core/sample/sample-figures";
import { buildSampleFile } from "./build-sample-file.ts";
import type { SampleAnswer, SampleOrder } from "./build-sample-file.ts";

// The server bundle and this worker are in the same folder.
const WORKER = new URL("./sample-worker.js", import.meta.url);

/** Builds the sample shop in another thread, so that sales continue; running from sources uses no thread. */
export function buildAside(order: SampleOrder, signal: AbortSignal): Promise<SampleFigures> {
  if (!existsSync(fileURLToPath(WORKER))) return buildSampleFile(order);
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: order });
    // The next build discards its incomplete output.
    signal.addEventListener("abort", () => void worker.terminate(), { once: true });
    worker.once("message", (answer: SampleAnswer) => {
      if (answer.ok) resolve(answer.figures);
      else reject(new Error(`the sample shop could not be built: ${answer.error}`));
    });
    worker.once("error", reject);
    worker.once("exit", () =>
      reject(new Error("the thread that builds the sample shop ended without a word")),
    );
  });
}
