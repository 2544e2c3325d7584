/** The thread that reads one picture; started by `readPicture`. */
import { parentPort, workerData } from "node:worker_threads";
import { copyRefusal } from "@daybook/api/server/read-thread";
import { encodePicture } from "./encode-picture.ts";
import type { FromPictureWorker, PictureWorkerStart } from "./picture-worker-message.ts";

// safe because only picture-desk.ts starts this file
const { bytes } = workerData as PictureWorkerStart;

try {
  post({ kind: "picture", picture: await encodePicture(bytes) });
} catch (error) {
  const refusal = copyRefusal(error);
  post(refusal === null ? { kind: "failed", error: String(error) } : { kind: "refused", refusal });
}

function post(message: FromPictureWorker): void {
  parentPort?.postMessage(message);
}
