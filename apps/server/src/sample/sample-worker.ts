/** The thread that builds the sample shop; started by `buildAside`. */
import { parentPort, workerData } from "node:worker_threads";
import { buildSampleFile } from "./build-sample-file.ts";
import type { SampleAnswer, SampleOrder } from "./build-sample-file.ts";

// safe because only buildAside starts this file
const order = workerData as SampleOrder;

const answer: SampleAnswer = await buildSampleFile(order).then(
  (figures) => ({ ok: true, figures }),
  (error: unknown) => ({ ok: false, error: String(error) }),
);
parentPort?.postMessage(answer);
