import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { refusalOfCopy } from "@daybook/api/server/read-thread";
import type { ArchiveOrder, Piece, ReadOrder, ReadThread } from "@daybook/api/server/read-thread";
import type { FromReadWorker, ReadWorkerStart, ToReadWorker } from "./read-worker-message.ts";

const WORKER = new URL("./read-worker.js", import.meta.url);
/** An idle thread ends after this time and frees its memory. */
const IDLE_MS = 60_000;
const END_MS = 3000;

/**
 * The thread for long queries on this database, started with the first of them. Null for a database that only one
 * thread can open, for PostgreSQL, and if the built worker is missing.
 */
export function readThreadOf(storeUrl: string): ReadThread | null {
  if (!storeUrl.startsWith("file:") || !existsSync(fileURLToPath(WORKER))) return null;
  return new LazyThread(storeUrl);
}

class LazyThread implements ReadThread {
  readonly #storeUrl: string;
  #running: RunningThread | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(storeUrl: string) {
    this.#storeUrl = storeUrl;
  }

  async open(order: ReadOrder): Promise<AsyncIterable<string>> {
    // safe because the pieces of a query are text
    return (await this.#open(order)) as AsyncIterable<string>;
  }

  async openArchive(order: ArchiveOrder): Promise<AsyncIterable<Uint8Array>> {
    // safe because the pieces of an archive are bytes
    return (await this.#open(order)) as AsyncIterable<Uint8Array>;
  }

  async #open(order: ReadOrder | ArchiveOrder): Promise<AsyncIterable<Piece>> {
    if (this.#running === null || this.#running.ended) {
      this.#running = new RunningThread(this.#storeUrl);
    }
    const thread = this.#running;
    return thread.open(order, () => this.#rest(thread));
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#running;
    this.#running = null;
    await thread?.close();
  }

  #rest(thread: RunningThread): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#running === thread && thread.isIdle) void this.close();
    }, IDLE_MS).unref();
  }
}

interface Waiting {
  resolve(piece: Piece | null): void;
  reject(error: unknown): void;
}

class RunningThread {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #open = 0;
  ended = false;

  constructor(storeUrl: string) {
    const workerData: ReadWorkerStart = { storeUrl };
    this.#worker = new Worker(WORKER, { workerData });
    // Does not keep the process running.
    this.#worker.unref();
    this.#worker.on("message", (message: FromReadWorker) => this.#receive(message));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#exited = new Promise((resolve) =>
      this.#worker.once("exit", () => {
        this.#fail(new Error("the thread that answers long queries has ended"));
        resolve();
      }),
    );
  }

  get isIdle(): boolean {
    return this.#open === 0;
  }

  async open(order: ReadOrder | ArchiveOrder, onDone: () => void): Promise<AsyncIterable<Piece>> {
    const id = ++this.#lastId;
    this.#open++;
    const done = () => {
      this.#open--;
      onDone();
    };
    try {
      const first = await this.#ask({ kind: "open", id, order });
      return this.#pieces(id, first, done);
    } catch (error) {
      done();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#send({ kind: "end" });
    const late = setTimeout(() => void this.#worker.terminate(), END_MS);
    await this.#exited;
    clearTimeout(late);
  }

  async *#pieces(id: number, first: Piece | null, done: () => void): AsyncGenerator<Piece> {
    try {
      for (let piece = first; piece !== null; piece = await this.#ask({ kind: "next", id }))
        yield piece;
    } finally {
      // Also if the reader stopped early.
      this.#send({ kind: "drop", id });
      done();
    }
  }

  #ask(message: Exclude<ToReadWorker, { kind: "end" }>): Promise<Piece | null> {
    if (this.ended)
      return Promise.reject(new Error("the thread that answers long queries has ended"));
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#send(message);
    });
  }

  #send(message: ToReadWorker): void {
    if (!this.ended) this.#worker.postMessage(message);
  }

  #receive(message: FromReadWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "piece") waiting?.resolve(message.piece);
    else if (message.kind === "refused") waiting?.reject(refusalOfCopy(message.refusal));
    else waiting?.reject(new Error(`a long query failed: ${message.error}`));
  }

  #fail(error: unknown): void {
    this.ended = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
