/**
 * The time from a sale to the screens in another process; and the events they receive after their connections are cut.
 */
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Bench } from "./bench.ts";
import { copyDatabase } from "./databases.ts";
import type { DatabaseFile } from "./databases.ts";
import { startBreakableProxy } from "./breakable-proxy.ts";
import { cartsOf, saleOf } from "./cart.ts";
import type { Carts } from "./cart.ts";
import { startChild } from "./child.ts";
import type { Child } from "./child.ts";
import { openConnection, requestText } from "./keep-alive.ts";
import type { Connection } from "./keep-alive.ts";
import { atMostMs, goal, median, quantile } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import type { HeardByAll, ViewersJob } from "./viewers.ts";

const LATENCY_MS = 30;
const PAUSE_MS = 20;
const PATIENCE_MS = 15_000;

interface Sent {
  /** The seq of its last event: the one for the sale. */
  readonly seq: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

interface Till {
  readonly books: DatabaseFile;
  readonly server: ServerProcess;
  readonly connection: Connection;
  readonly carts: Carts;
}

export async function measureLive({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.shop), join(folder, "books"));
  const server = await startServer(books.folder);
  const connection = await openConnection(server.port);
  const till = { books, server, connection, carts: cartsOf(books) };
  try {
    const near = await watched(server.url, till, sizes.viewers, () =>
      sellSome(till, sizes.liveSales),
    );
    const latency = latencyFigures(near, sizes.viewers);
    const proxy = await startBreakableProxy(server.port);
    const far = await watched(proxy.url, till, sizes.viewers, async () => {
      const before = await sellSome(till, sizes.liveSales / 2);
      proxy.breakAll();
      return [...before, ...(await sellSome(till, sizes.liveSales / 2))];
    });
    proxy.close();
    return [...latency, reconnectFigure(far, sizes.viewers)];
  } finally {
    connection.close();
    await server.stop();
  }
}

interface Watched {
  readonly sales: readonly Sent[];
  readonly heard: HeardByAll;
  /** Every change that the screens should have received. */
  readonly expected: readonly number[];
}

/** Opens screens, waits until all are subscribed, makes sales, and collects the received events. */
async function watched(
  url: string,
  till: Till,
  viewers: number,
  sell: () => Promise<Sent[]>,
): Promise<Watched> {
  const screens: Child<ViewersJob, HeardByAll> = startChild("viewers");
  try {
    await screens.ask({ kind: "follow", url, apiKeys: till.books.apiKeys, viewers });
    await warmUp(screens, till);
    const start = lastSeq(till.books.path);
    const sales = await sell();
    const end = lastSeq(till.books.path);
    const heard = await screens.ask({ kind: "hear", seq: end, patienceMs: PATIENCE_MS });
    return {
      sales,
      heard,
      expected: Array.from({ length: end - start }, (_, index) => start + index + 1),
    };
  } finally {
    screens.stop();
  }
}

/** A subscription delivers events only from its start: makes sales until everyone has received one. */
async function warmUp(screens: Child<ViewersJob, HeardByAll>, till: Till): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { seq } = await sellOne(till);
    const heard = await screens.ask({ kind: "hear", seq, patienceMs: 1000 });
    if (heard.every((events) => events.some((event) => event.seq === seq))) return;
  }
  throw new Error("The screens do not hear of sales.");
}

async function sellSome(till: Till, count: number): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let index = 0; index < count; index++) {
    sent.push(await sellOne(till));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return sent;
}

async function sellOne({ books, server, connection, carts }: Till): Promise<Sent> {
  const [apiKey = ""] = books.apiKeys;
  const body = JSON.stringify(saleOf(books.locationId, carts()));
  const request = requestText({
    method: "POST",
    path: "/api/sales",
    port: server.port,
    apiKey,
    body,
  });
  const sentAt = monotonicMs();
  const { status, body: answer } = await connection.ask(request);
  const answeredAt = monotonicMs();
  if (status !== 200) throw new Error(`A sale was answered ${status}: ${answer}`);
  return { seq: lastSeq(books.path), sentAt, answeredAt };
}

/** There are no other writers, so this event belongs to the sale. */
function lastSeq(path: string): number {
  const db = new Database(path, { readonly: true });
  const seq = Number(db.prepare("SELECT coalesce(max(seq), 0) FROM outbox_event").pluck().get());
  db.close();
  return seq;
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function latencyFigures({ sales, heard }: Watched, viewers: number): Figure[] {
  const bySeq = new Map(sales.map((sale) => [sale.seq, sale]));
  const fromAnswer: number[] = [];
  const fromSending: number[] = [];
  for (const { seq, at } of heard.flat()) {
    const sale = bySeq.get(seq);
    if (sale === undefined) continue;
    fromAnswer.push(at - sale.answeredAt);
    fromSending.push(at - sale.sentAt);
  }
  if (fromSending.length !== sales.length * viewers)
    throw new Error(`${fromSending.length} of ${sales.length * viewers} events came.`);
  const p95 = quantile(fromSending, 0.95);
  return [
    {
      what: `sale sent to event received, ${viewers} screens, p95`,
      measured: `${p95.toFixed(1)} ms (p50 ${median(fromSending).toFixed(1)} ms)`,
      yardstick: `of which after the sale's answer: p95 ${quantile(fromAnswer, 0.95).toFixed(1)} ms`,
      ...atMostMs(p95, LATENCY_MS),
    },
  ];
}

function reconnectFigure({ heard, expected }: Watched, viewers: number): Figure {
  let lost = 0;
  let doubled = 0;
  let unordered = 0;
  for (const events of heard) {
    const seqs = events.map((event) => event.seq);
    const once = new Set(seqs);
    lost += expected.filter((seq) => !once.has(seq)).length;
    doubled += seqs.length - once.size;
    unordered += seqs.filter((seq, index) => seq < (seqs[index - 1] ?? 0)).length;
  }
  return {
    what: `all ${viewers} connections break while sales go on`,
    measured: `${lost} lost, ${doubled} doubled, ${unordered} out of order`,
    yardstick: `${expected.length} changes for each of ${viewers} screens`,
    ...goal("0 lost, 0 doubled", lost + doubled + unordered === 0),
  };
}
