/** The same sale over tRPC and REST, from tills in another process, compared with the reference. */
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Bench } from "./bench.ts";
import { copyDatabase } from "./databases.ts";
import type { DatabaseFile } from "./databases.ts";
import { cartsOf, saleOf } from "./cart.ts";
import type { Carts } from "./cart.ts";
import { startChild } from "./child.ts";
import type { Child } from "./child.ts";
import { openConnection, requestText } from "./keep-alive.ts";
import { goal, median, quantile, ratioOf, timed } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { sameRows } from "./same-rows.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { openYardstick } from "./yardstick.ts";
import type { Yardstick } from "./yardstick.ts";

const TILLS = 16;
const LEAST_SHARE = 0.4;
/** Sixteen tills wait for each other; the yardstick's sales never wait. */
const MOST_P99 = 4;
const WAYS = { tRPC: "/trpc/sales.ringUp", REST: "/api/sales" } as const;

interface Run {
  readonly perSecond: number;
  /** CPU of the server, or of the reference's whole process, per sale. */
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Runs {
  readonly yardstick: Run[];
  readonly tRPC: Run[];
  readonly REST: Run[];
}

export async function measureHttp({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const template = await shelf.books(sizes.shop);
  const books = copyDatabase(template, join(folder, "ours"));
  const raw = copyDatabase(template, join(folder, "yardstick"));
  const yardstick = openYardstick(raw);
  const server = await startServer(books.folder);
  const seller = startChild<SellJob, Sold>("seller");
  try {
    const carts = cartsOf(raw);
    const first = carts();
    await sameRows(
      { path: books.path, sell: () => sellOne(server, books, first) },
      { path: raw.path, sell: async () => yardstick.sell(first) },
    );
    const runs: Runs = { yardstick: [], tRPC: [], REST: [] };
    for (let round = 0; round <= sizes.rounds; round++) {
      const measured = {
        yardstick: await sellRaw(yardstick, carts, sizes.sales),
        tRPC: await sellOver(WAYS.tRPC, { server, seller, books, sales: sizes.sales }),
        REST: await sellOver(WAYS.REST, { server, seller, books, sales: sizes.sales }),
      };
      // The first round is a warm-up and not counted.
      if (round === 0) continue;
      for (const way of ["yardstick", "tRPC", "REST"] as const) runs[way].push(measured[way]);
    }
    expectSales(books.path, 1 + 2 * (sizes.rounds + 1) * sizes.sales);
    return [...figuresOf("tRPC", runs), ...figuresOf("REST", runs)];
  } finally {
    yardstick.close();
    seller.stop();
    await server.stop();
  }
}

async function sellOne(
  { port }: ServerProcess,
  books: DatabaseFile,
  cart: ReturnType<Carts>,
): Promise<void> {
  const [apiKey = ""] = books.apiKeys;
  const body = JSON.stringify(saleOf(books.locationId, cart));
  const connection = await openConnection(port);
  const { status, body: answer } = await connection.ask(
    requestText({ method: "POST", path: WAYS.REST, port, apiKey, body }),
  );
  connection.close();
  if (status !== 200) throw new Error(`A sale was answered ${status}: ${answer}`);
}

async function sellRaw(yardstick: Yardstick, carts: Carts, sales: number): Promise<Run> {
  const latenciesMs: number[] = [];
  const { perSecond, cpuMicros } = await timed(sales, () => {
    for (let index = 0; index < sales; index++) {
      const startedAt = performance.now();
      yardstick.sell(carts());
      latenciesMs.push(performance.now() - startedAt);
    }
  });
  return { perSecond, cpuMicros, p50Ms: median(latenciesMs), p99Ms: quantile(latenciesMs, 0.99) };
}

interface Selling {
  readonly server: ServerProcess;
  readonly seller: Child<SellJob, Sold>;
  readonly books: DatabaseFile;
  readonly sales: number;
}

async function sellOver(
  path: SellJob["path"],
  { server, seller, books, sales }: Selling,
): Promise<Run> {
  const { products, locationId, apiKeys } = books;
  const [apiKey = ""] = apiKeys;
  const cpuBefore = server.cpuSeconds();
  const { wallMs, latenciesMs } = await seller.ask({
    port: server.port,
    apiKey,
    path,
    books: { products, locationId },
    tills: TILLS,
    sales,
  });
  return {
    perSecond: (sales / wallMs) * 1000,
    cpuMicros: ((server.cpuSeconds() - cpuBefore) * 1e6) / sales,
    p50Ms: median(latenciesMs),
    p99Ms: quantile(latenciesMs, 0.99),
  };
}

/** Every answered sale must be in the database, and no other. */
function expectSales(path: string, expected: number): void {
  const db = new Database(path, { readonly: true });
  const sales = Number(db.prepare("SELECT count(*) FROM sale").pluck().get());
  db.close();
  if (sales !== expected)
    throw new Error(`${expected} sales were answered, ${sales} are in the books.`);
}

function figuresOf(way: keyof typeof WAYS, runs: Runs): Figure[] {
  const of = (by: (run: Run) => number, among: readonly Run[] = runs[way]) => median(among.map(by));
  const share = ratioOf(runs[way], runs.yardstick, (run) => run.perSecond);
  const perSecond = (run: Run) => run.perSecond;
  const cpu = (run: Run) => run.cpuMicros;
  const p99 = of((run) => run.p99Ms);
  const p99Ratio = ratioOf(runs[way], runs.yardstick, (run) => run.p99Ms);
  const called = `sale over ${way}, ${TILLS} tills`;
  return [
    {
      what: called,
      measured: `${of(perSecond).toFixed(0)}/s = ${share.toFixed(2)} × Y, server ${of(cpu).toFixed(0)} µs CPU`,
      yardstick: `Y = ${of(perSecond, runs.yardstick).toFixed(0)}/s, ${of(cpu, runs.yardstick).toFixed(0)} µs CPU`,
      ...goal(`≥ ${LEAST_SHARE} × Y`, share >= LEAST_SHARE),
    },
    {
      what: `${called}, p99`,
      measured: `${p99.toFixed(1)} ms (p50 ${of((run) => run.p50Ms).toFixed(1)} ms) = ${p99Ratio.toFixed(1)} × Y's`,
      yardstick: `one sale after the other: p99 ${of((run) => run.p99Ms, runs.yardstick).toFixed(1)} ms`,
      ...goal(`≤ ${MOST_P99} × Y's`, p99Ratio <= MOST_P99),
    },
  ];
}
