/** The lean tRPC adapter compared with tRPC's own, in one server. */
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { copyDatabase } from "../databases.ts";
import type { DatabaseFile } from "../databases.ts";
import { cartsOf, saleOf } from "../cart.ts";
import { startChild } from "../child.ts";
import type { Child } from "../child.ts";
import { openConnection, requestText } from "../keep-alive.ts";
import { goal, median } from "../measure.ts";
import type { Figure } from "../measure.ts";
import type { AdapterAnswer, AdapterJob } from "./adapter-server.ts";

const ADAPTERS = ["lean", "fastify", "node-http"] as const;
type Adapter = (typeof ADAPTERS)[number];
const CALLS = ["list of 50", "sale"] as const;
type Call = (typeof CALLS)[number];

const CLIENTS = 16;
/** The lean adapter is kept if a call costs at most this share of the CPU of the better official one. */
const MOST_SHARE = 0.85;

interface Run {
  readonly cpuMicros: number;
  readonly perSecond: number;
}

interface Round {
  readonly call: Call;
  readonly runs: Readonly<Record<Adapter, Run>>;
}

interface Desk {
  readonly server: Child<AdapterJob, AdapterAnswer>;
  readonly port: number;
  readonly books: DatabaseFile;
  readonly carts: ReturnType<typeof cartsOf>;
  readonly calls: number;
}

export async function measureAdapters({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.shop), join(folder, "books"));
  const server = startChild<AdapterJob, AdapterAnswer>("adapter-server");
  try {
    const { port } = await server.ask({ kind: "start", books });
    const { calls, rounds } = sizes.machinery;
    const desk: Desk = { server, port, books, carts: cartsOf(books), calls };
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round++)
      for (const call of CALLS) {
        const runs = await runAll(desk, call, round);
        // The first round warms up.
        if (round > 0) measured.push({ call, runs });
      }
    return CALLS.map((call) =>
      figureOf(
        call,
        measured.filter((one) => one.call === call),
      ),
    );
  } finally {
    server.stop();
  }
}

/** Each adapter once; the first one changes from round to round. */
async function runAll(desk: Desk, call: Call, round: number): Promise<Record<Adapter, Run>> {
  const first = round % ADAPTERS.length;
  const order = [...ADAPTERS.slice(first), ...ADAPTERS.slice(0, first)];
  const nothing = { cpuMicros: Number.NaN, perSecond: Number.NaN };
  const runs: Record<Adapter, Run> = { lean: nothing, fastify: nothing, "node-http": nothing };
  for (const adapter of order) runs[adapter] = await run(desk, adapter, call);
  return runs;
}

async function run(
  { server, port, books, carts, calls }: Desk,
  adapter: Adapter,
  call: Call,
): Promise<Run> {
  // Prepared in advance: the clients only send and wait.
  const requests = Array.from({ length: calls }, (_, turn) => {
    const [apiKey = ""] = books.apiKeys;
    if (call === "sale") {
      const body = JSON.stringify(saleOf(books.locationId, carts()));
      return requestText({ method: "POST", path: `/${adapter}/sales.ringUp`, port, apiKey, body });
    }
    const input = JSON.stringify({ limit: 50, sort: turn % 2 === 0 ? "name" : "sku" });
    const path = `/${adapter}/products.list?input=${encodeURIComponent(input)}`;
    return requestText({ method: "GET", path, port, apiKey });
  });
  const connections = await Promise.all(
    Array.from({ length: CLIENTS }, () => openConnection(port)),
  );
  const before = await server.ask({ kind: "cpu" });
  const startedAt = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        const { status, body } = await connection.ask(request);
        if (status !== 200) throw new Error(`${adapter} answered ${status}: ${body.slice(0, 300)}`);
      }
    }),
  );
  const wallMs = performance.now() - startedAt;
  const after = await server.ask({ kind: "cpu" });
  for (const connection of connections) connection.close();
  return {
    cpuMicros: (after.cpuMicros - before.cpuMicros) / calls,
    perSecond: (calls / wallMs) * 1000,
  };
}

function figureOf(call: Call, rounds: readonly Round[]): Figure {
  const of = (adapter: Adapter, by: (one: Run) => number) =>
    median(rounds.map(({ runs }) => by(runs[adapter])));
  const cpu = (adapter: Adapter) => of(adapter, ({ cpuMicros }) => cpuMicros);
  const say = (adapter: Adapter) =>
    `${cpu(adapter).toFixed(0)} µs CPU, ${of(adapter, ({ perSecond }) => perSecond).toFixed(0)}/s`;
  // Per round: a slow moment of the machine affects all adapters of a round.
  const share = median(
    rounds.map(
      ({ runs }) =>
        runs.lean.cpuMicros / Math.min(runs.fastify.cpuMicros, runs["node-http"].cpuMicros),
    ),
  );
  return {
    what: `tRPC adapter: ${call}, ${CLIENTS} clients`,
    measured: `${say("lean")} = ${share.toFixed(2)} × the better official one`,
    yardstick: `for Fastify ${say("fastify")}; for node:http ${say("node-http")}`,
    ...goal(`≤ ${MOST_SHARE} ×`, share <= MOST_SHARE),
  };
}
