import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { SampleFigures } from "@daybook/core/sample/sample-figures";
import { buildSampleFile } from "./build-sample-file.ts";
import type { SampleAnswer, SampleOrder } from "./build-sample-file.ts";

// Both the bundle of the server and this worker lie in one folder.
const WORKER = new URL("./sample-worker.js", import.meta.url);

/** Builds the sample shop in a thread of its own, so that selling goes on; the sources run without that thread. */
export function buildAside(order: SampleOrder, signal: AbortSignal): Promise<SampleFigures> {
  if (!existsSync(fileURLToPath(WORKER))) return buildSampleFile(order);
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: order });
    // What it has written so far is thrown away by the next one.
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
