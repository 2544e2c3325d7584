import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { DomainError } from "@daybook/core/errors/domain-error";
import type { Draft } from "@daybook/core/imports/reading/draft-maker";
import { createImportReader } from "@daybook/core/imports/reading/import-reader";
import type { ImportReader } from "@daybook/core/imports/reading/import-reader";
import { importLimits, openImportFile } from "./import-files.ts";
import type { FromImportWorker, ImportWorkerStart } from "./import-worker-message.ts";

const WORKER = new URL("./import-worker.js", import.meta.url);
/** A hostile file ends its own thread, and nothing else. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/** Reads the files of this folder, each in a thread of its own; running from sources does without it. */
export function importReaderOf(folder: string): ImportReader {
  if (!existsSync(fileURLToPath(WORKER)))
    return createImportReader((hash) => openImportFile(folder, hash), importLimits);
  return {
    head: async (file, sheet) => {
      const answer = await answerTo({ folder, order: { kind: "head", file, sheet } });
      if (answer.kind !== "head") throw new Error("the thread that reads a file gave no head");
      return answer.head;
    },
    dateOrder: async (order) => {
      const answer = await answerTo({ folder, order: { kind: "dates", order } });
      if (answer.kind !== "dates") throw new Error("the thread that reads a file gave no dates");
      return answer.dateOrder;
    },
    drafts: (order) => draftsOf({ folder, order: { kind: "drafts", order } }),
  };
}

/** The only answer of a thread. */
async function answerTo(start: ImportWorkerStart): Promise<Answer> {
  const thread = new ReadingThread(start);
  try {
    return await thread.next();
  } finally {
    await thread.end();
  }
}

async function* draftsOf(start: ImportWorkerStart): AsyncGenerator<Draft[]> {
  const thread = new ReadingThread(start);
  try {
    for (;;) {
      const answer = await thread.next();
      if (answer.kind !== "piece" || answer.piece === null) return;
      thread.ask();
      yield answer.piece;
    }
  } finally {
    await thread.end();
  }
}

type Answer = Extract<FromImportWorker, { kind: "head" | "dates" | "piece" }>;

/** One thread with the answers that it has given and that nobody has taken yet. */
class ReadingThread {
  readonly #worker: Worker;
  readonly #answers: FromImportWorker[] = [];
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(workerData: ImportWorkerStart) {
    this.#worker = new Worker(WORKER, { workerData, resourceLimits: LIMITS });
    this.#worker.on("message", (message: FromImportWorker) => {
      this.#answers.push(message);
      this.#wake();
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the thread that reads a file has ended")));
  }

  ask(): void {
    this.#worker.postMessage("next");
  }

  async next(): Promise<Answer> {
    while (this.#answers.length === 0) {
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const answer = this.#answers.shift();
    if (answer?.kind === "refused")
      throw new DomainError(answer.refusal.reason, answer.refusal.fieldErrors);
    if (answer === undefined || answer.kind === "failed")
      throw new Error(`a file could not be read: ${answer?.error ?? ""}`);
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }
}
