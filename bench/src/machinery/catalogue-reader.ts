/** A process that builds or reads the catalogue file in one form, to measure time and memory. Needs `--expose-gc`. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { openDatabase } from "../databases.ts";
import type { DatabaseFile } from "../databases.ts";
import { cartsOf } from "../cart.ts";
import { serve } from "../child.ts";
import { median, quantile } from "../measure.ts";
import { sellOnce } from "../sell-once.ts";
import { formOf, gzipped, readForm } from "./catalogue-forms.ts";
import type { FormName } from "./catalogue-forms.ts";

export type CatalogueJob =
  | {
      readonly kind: "make";
      readonly form: FormName;
      readonly books: DatabaseFile;
      readonly path: string;
      readonly rounds: number;
    }
  | { readonly kind: "read"; readonly form: FormName; readonly path: string }
  | {
      readonly kind: "sell";
      /** The form that is built in the same thread during sales; null for none. */
      readonly form: FormName | null;
      readonly books: DatabaseFile;
      readonly path: string;
      readonly sales: number;
    };

export interface CatalogueRun {
  /** CPU of the whole process, including compression threads. */
  readonly cpuMs: number;
  /** CPU of rebuilding the file after one sale. */
  readonly againMs: number;
  /** The longest time that this thread was blocked. */
  readonly longestMs: number;
  /** The maximum growth of the process. */
  readonly grewMib: number;
  /** The memory of the parsed rows. */
  readonly heldMib: number;
  readonly rows: number;
  /** Of the sales of one till. */
  readonly p99Ms: number;
}

serve(async (job: CatalogueJob): Promise<CatalogueRun> => {
  const run = job.kind === "make" ? make(job) : job.kind === "read" ? read(job) : sell(job);
  return { ...NOTHING, ...(await run) };
});

const NOTHING: CatalogueRun = {
  cpuMs: 0,
  againMs: 0,
  longestMs: 0,
  grewMib: 0,
  heldMib: 0,
  rows: 0,
  p99Ms: 0,
};

type Run = Promise<Partial<CatalogueRun>>;

async function make({ form, books, path, rounds }: CatalogueJob & { kind: "make" }): Run {
  const opened = await openDatabase(books);
  const carts = cartsOf(books);
  const runs: Watched[] = [];
  const again: Watched[] = [];
  for (let round = 0; round <= rounds; round++) {
    const file = formOf(form, opened.work);
    const fresh = await watched(async () => save(await file.make(), path));
    await sellOnce(opened, books, carts());
    const changed = await watched(async () => save(await file.make(), path));
    // The first round warms up.
    if (round === 0) continue;
    runs.push(fresh);
    again.push(changed);
  }
  await opened.work.store.close();
  return {
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    againMs: median(again.map(({ cpuMs }) => cpuMs)),
    longestMs: median(runs.map(({ longestMs }) => longestMs)),
    rows: books.products.length,
  };
}

async function save(texts: AsyncIterable<string>, path: string): Promise<void> {
  await pipeline(gzipped(texts), createWriteStream(path));
}

/** Once, in a new process, like a browser's first visit. */
async function read({ form, path }: CatalogueJob & { kind: "read" }): Run {
  const before = heapMib();
  const residentBefore = process.memoryUsage.rss();
  let rows: unknown[] = [];
  const { cpuMs, longestMs } = await watched(async () => {
    rows = await readForm(form, path);
  });
  const grewMib = (process.resourceUsage().maxRSS * 1024 - residentBefore) / 2 ** 20;
  return {
    cpuMs,
    longestMs,
    grewMib,
    heldMib: heapMib() - before,
    // Measured last, so the rows are not garbage-collected before.
    rows: rows.length,
  };
}

/** One till sells while files are built one after another, as if browsers arrived continuously. */
async function sell({ form, books, path, sales }: CatalogueJob & { kind: "sell" }): Run {
  const opened = await openDatabase(books);
  const carts = cartsOf(books);
  let over = false;
  const files = async () => {
    while (form !== null && !over) await save(await formOf(form, opened.work).make(), path);
  };
  const making = files();
  const latenciesMs: number[] = [];
  for (let sale = 0; sale < sales; sale++) {
    const startedAt = performance.now();
    await sellOnce(opened, books, carts());
    latenciesMs.push(performance.now() - startedAt);
  }
  over = true;
  await making;
  await opened.work.store.close();
  return { p99Ms: quantile(latenciesMs, 0.99) };
}

interface Watched {
  readonly cpuMs: number;
  readonly longestMs: number;
}

/** Runs `work` while a second task repeatedly waits for its turn. */
async function watched(work: () => Promise<void>): Promise<Watched> {
  let longestMs = 0;
  let over = false;
  let lastTurn = performance.now();
  const turn = () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - lastTurn);
    lastTurn = now;
    if (!over) setTimeout(turn, 1);
  };
  setTimeout(turn, 1);
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  turn();
  over = true;
  return { cpuMs: (user + system) / 1000, longestMs };
}

function heapMib(): number {
  if (globalThis.gc === undefined) throw new Error("start this process with --expose-gc");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
