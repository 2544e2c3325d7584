import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { DomainError, refuse } from "@daybook/core/errors/domain-error";
import type { PictureBytes } from "@daybook/core/pictures/stored-files";
import { encodePicture } from "./encode-picture.ts";
import type { FromPictureWorker, PictureWorkerStart } from "./picture-worker-message.ts";

const WORKER = new URL("./picture-worker.js", import.meta.url);
/** A hostile picture ends its own thread, and nothing else. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 };
const MOST_MS = 30_000;
/** Each waits with all of its bytes in memory. */
const MOST_WAITING = 4;

/** Reads pictures one at a time, each in a thread of its own. */
export class PictureDesk {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** The stored sizes of a picture. Refuses 422 `picture_refused`, and 503 `busy` while too many wait. */
  async read(bytes: Buffer): Promise<PictureBytes> {
    if (this.#waiting >= MOST_WAITING) throw refuse("busy", {});
    this.#waiting++;
    const reading = this.#last.then(() => readAside(bytes));
    this.#last = reading.catch(() => undefined);
    try {
      return await reading;
    } finally {
      this.#waiting--;
    }
  }
}

/** Running from sources, which have no built thread, in this one. */
function readAside(bytes: Buffer): Promise<PictureBytes> {
  if (!existsSync(fileURLToPath(WORKER))) return encodePicture(bytes);
  const workerData: PictureWorkerStart = { bytes };
  const worker = new Worker(WORKER, { workerData, resourceLimits: LIMITS });
  return new Promise<PictureBytes>((resolve, reject) => {
    const late = setTimeout(
      () => reject(refuse("picture_refused", { why: "took_too_long" })),
      MOST_MS,
    );
    worker.once("message", (message: FromPictureWorker) => {
      if (message.kind === "picture") resolve(ofThread(message.picture));
      else if (message.kind === "failed")
        reject(new Error(`a picture could not be read: ${message.error}`));
      else reject(new DomainError(message.refusal.reason, message.refusal.fieldErrors));
    });
    worker.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? refuse("picture_refused", { why: "damaged" })
          : error,
      ),
    );
    worker.once("exit", () => {
      clearTimeout(late);
      reject(new Error("the thread that reads a picture ended without an answer"));
    });
  }).finally(() => void worker.terminate());
}

/** A thread sends bytes as plain arrays; the database takes buffers. */
function ofThread({ large, small, ...rest }: PictureBytes): PictureBytes {
  return {
    ...rest,
    large: Buffer.from(large),
    small: small === null ? null : { ...small, bytes: Buffer.from(small.bytes) },
  };
}
