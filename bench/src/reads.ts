/**
 * The most frequent queries of screens, from one client over HTTP, alternating between a small and a large database.
 */
import { addDays } from "@daybook/contract/business-time";
import type { Bench } from "./bench.ts";
import type { DatabaseFile } from "./databases.ts";
import { openConnection, requestText } from "./keep-alive.ts";
import type { Connection } from "./keep-alive.ts";
import { atMostMs, goal, median } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

const WARM_UPS = 30;
/** Long enough that the large database fills a page of 50 for every product. */
const LEDGER_DAYS = 270;

/**
 * A server on one database file, and its only client. On the file itself, not a copy: a read-only server only writes
 * when its key was used.
 */
interface Desk {
  readonly books: DatabaseFile;
  readonly server: ServerProcess;
  readonly connection: Connection;
}

type Question = (desk: Desk, turn: number) => string;

const QUESTIONS = {
  health: () => "/healthz",
  products: (_desk, turn) =>
    query("products.list", { limit: 50, sort: turn % 2 === 0 ? "name" : "sku" }),
  dashboard: ({ books }) => query("reports.dashboard", { day: books.lastDay }),
  ledger: ({ books }, turn) =>
    query("movements.list", {
      productId: books.products[(turn * 7919) % books.products.length]?.id,
      from: addDays(books.lastDay, -LEDGER_DAYS),
      to: books.lastDay,
      limit: 50,
    }),
  catalogue: () => query("catalogue.page", { limit: 200 }),
  kind: () => query("movements.list", { kind: "opening", limit: 50 }),
} satisfies Readonly<Record<string, Question>>;

type Name = keyof typeof QUESTIONS;
type Latencies = Readonly<Record<Name, number[]>>;

export async function measureReads(bench: Bench): Promise<Figure[]> {
  const desks: Desk[] = [];
  try {
    const books = [
      await bench.shelf.books(bench.sizes.smallHistory),
      await bench.shelf.books(bench.sizes.largeHistory),
    ];
    const servers: [DatabaseFile, ServerProcess][] = [];
    for (const each of books) servers.push([each, await startServer(each.folder)]);
    // Connected only now: a server closes a connection that is idle while another server starts.
    for (const [each, server] of servers)
      desks.push({ books: each, server, connection: await openConnection(server.port) });
    const [small, large] = desks;
    if (small === undefined || large === undefined) throw new Error("two files, two desks");
    const inSmall = emptyLatencies();
    const inLarge = emptyLatencies();
    for (let turn = 0; turn < WARM_UPS + bench.sizes.reads; turn++) {
      for (const name of NAMES) {
        const pair = [await ask(small, name, turn), await ask(large, name, turn)] as const;
        if (turn < WARM_UPS) continue;
        inSmall[name].push(pair[0]);
        inLarge[name].push(pair[1]);
      }
    }
    return figures(bench, inSmall, inLarge);
  } finally {
    for (const { connection, server } of desks) {
      connection.close();
      await server.stop();
    }
  }
}

// safe because these are the keys of the object above
const NAMES = Object.keys(QUESTIONS) as Name[];

function emptyLatencies(): Latencies {
  return { health: [], products: [], dashboard: [], ledger: [], catalogue: [], kind: [] };
}

function query(procedure: string, input: object): string {
  return `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
}

/** The time from sending the request to receiving the whole response, in milliseconds. */
async function ask(desk: Desk, name: Name, turn: number): Promise<number> {
  const [apiKey = ""] = desk.books.apiKeys;
  const path = QUESTIONS[name](desk, turn);
  const request = requestText({ method: "GET", path, port: desk.server.port, apiKey });
  const sentAt = performance.now();
  const { status, body } = await desk.connection.ask(request);
  const took = performance.now() - sentAt;
  if (status !== 200) throw new Error(`${path} was answered ${status}: ${body}`);
  return took;
}

function figures({ sizes }: Bench, small: Latencies, large: Latencies): Figure[] {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const floor = `/healthz on the same connection: ${ms(median(large.health))}`;
  const count = (value: number) => value.toLocaleString("en");
  const p50 = (name: Name, what: string, aboveMs: number): Figure => {
    const above = median(large[name]) - median(large.health);
    return {
      what,
      measured: `p50 ${ms(median(large[name]))}, ${ms(above)} above /healthz`,
      yardstick: floor,
      ...atMostMs(above, aboveMs),
    };
  };
  const movements = `${count(sizes.largeHistory.movements)} movements`;
  const growth = (name: Name, what: string): Figure => {
    const times = median(large[name]) / median(small[name]);
    return {
      what: `${what}, ${movements} against ${count(sizes.smallHistory.movements)}`,
      measured: `${times.toFixed(2)} × as long`,
      yardstick: `p50 ${ms(median(small[name]))}`,
      ...goal("≤ 1.5 ×", times <= 1.5),
    };
  };
  return [
    p50("products", `list of 50 with stock, ${count(sizes.largeHistory.products)} products`, 1.5),
    p50("dashboard", `dashboard, ${movements}`, 10),
    growth("dashboard", "dashboard"),
    p50("ledger", `ledger page of 50, by product and date, ${movements}`, 1.5),
    growth("kind", "ledger page of 50 of a rare kind"),
    growth("catalogue", "catalogue page of 200"),
  ];
}
