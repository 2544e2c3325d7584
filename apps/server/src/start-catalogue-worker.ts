import { on } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { CatalogueMaker } from "@daybook/api/server/catalogue-file";
import type {
  CatalogueWorkerStart,
  FromCatalogueWorker,
  ToCatalogueWorker,
} from "./catalogue-worker-message.ts";

const WORKER = new URL("./catalogue-worker.js", import.meta.url);
const END_MS = 3000;

/** True if the built worker is next to this file; running from sources does without it. */
export function hasCatalogueWorker(): boolean {
  return existsSync(fileURLToPath(WORKER));
}

/** Builds the catalogue file in another thread with its own connection, so readers do not slow down the till. */
export function startCatalogueWorker(storeUrl: string, costs: boolean): CatalogueMaker {
  return new WorkerMaker({ storeUrl, costs });
}

class WorkerMaker implements CatalogueMaker {
  readonly #worker: Worker;
  readonly #gone: Promise<void>;
  #ended = false;

  constructor(workerData: CatalogueWorkerStart) {
    this.#worker = new Worker(WORKER, { workerData });
    // Does not keep the process running.
    this.#worker.unref();
    this.#gone = new Promise((resolve) =>
      this.#worker.once("exit", () => {
        this.#ended = true;
        resolve();
      }),
    );
    // Waiting callers receive the error; if there are none, the next one does.
    this.#worker.on("error", () => undefined);
  }

  async make(): Promise<AsyncIterable<Uint8Array> | null> {
    if (this.#ended) throw new Error("the thread that packs the catalogue has ended");
    const messages = on(this.#worker, "message", { close: ["exit"] });
    this.#send("make");
    const first = await messageOf(messages);
    if (first.kind === "unchanged") {
      await messages.return?.();
      return null;
    }
    return piecesOf(first, messages);
  }

  async close(): Promise<void> {
    this.#send("end");
    const late = setTimeout(() => void this.#worker.terminate(), END_MS);
    await this.#gone;
    clearTimeout(late);
  }

  #send(order: ToCatalogueWorker): void {
    this.#worker.postMessage(order);
  }
}

type Messages = AsyncIterableIterator<FromCatalogueWorker[]>;

async function* piecesOf(
  first: FromCatalogueWorker,
  messages: Messages,
): AsyncGenerator<Uint8Array> {
  try {
    for (let message = first; message.kind !== "whole"; message = await messageOf(messages))
      if (message.kind === "piece") yield message.bytes;
  } finally {
    await messages.return?.();
  }
}

async function messageOf(messages: Messages): Promise<FromCatalogueWorker> {
  const next = await messages.next();
  const [message] = next.done === true ? [] : next.value;
  if (message === undefined)
    throw new Error("the thread that packs the catalogue ended without a word");
  if (message.kind === "failed")
    throw new Error(`the catalogue could not be packed: ${message.error}`);
  return message;
}
