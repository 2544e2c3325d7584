import { Socket } from "node:net";
import pg from "pg";
import { asStoreError } from "./connection-errors.ts";
import { KEEP_ALIVE_MS, KEEP_ALIVE_OPTIONS } from "./limits.ts";
import type { Limits, Purpose } from "./limits.ts";
import { listen } from "./pg-listener.ts";
import { NUMBER_TYPES } from "./wire.ts";
import type { TakenWire, Wire, WirePool, WireStatement } from "./wire.ts";

// Only for our own connections: the global parsers of `pg` are unchanged.
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    const number = format === "binary" ? undefined : NUMBER_TYPES.get(oid);
    // safe because pg-types declares one overload per format and accepts both
    return number ?? pg.types.getTypeParser(oid, format as "text");
  },
};

/** How long busy connections may take to close before they are destroyed. */
const CLOSE_MS = 2_000;

export interface PgPoolOptions {
  readonly url: string;
  /** The maximum number of connections per pool. */
  readonly sizes: Readonly<Record<Purpose, number>>;
  readonly limits: Readonly<Record<Purpose, Limits>>;
  /** Called for idle connections that fail. */
  readonly onError: (error: Error) => void;
}

interface Queryable {
  query(
    config: pg.QueryConfig | pg.QueryArrayConfig,
  ): Promise<pg.QueryResult | readonly pg.QueryResult[]>;
}

/** Pools of node-postgres connections, one per purpose; connections are opened on demand. */
export function createPgPool({ url, sizes, limits, onError }: PgPoolOptions): WirePool {
  /** All open connections, so closing never waits for a server that does not respond. */
  const sockets = new Set<Socket>();
  const stream = (): Socket => {
    const socket = new Socket();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };
  const open = (purpose: Purpose): pg.Pool => {
    const pool = new pg.Pool({
      ...sessionOf(url, limits[purpose]),
      max: sizes[purpose],
      connectionTimeoutMillis: limits[purpose].connectMs,
      types,
      stream,
      application_name: "daybook",
    });
    pool.on("error", onError);
    // If a connection fails during a transaction, only its own listeners are called; without one the process would
    // exit.
    pool.on("connect", (client) => void client.on("error", onError));
    return pool;
  };
  const pools = { read: open("read"), write: open("write"), migrate: open("migrate") };
  return {
    ...wireOf(pools.read),
    take: async (purpose) => takenWire(await pools[purpose].connect().catch(asStoreError)),
    listen: (channels, onNotified) =>
      listen({
        session: { ...sessionOf(url, limits.read), stream },
        channels,
        onNotified,
        onError,
      }),
    close: () => closeAll(Object.values(pools), sockets),
  };
}

/** The settings of a session. The address may contain other timeouts, which then apply to every pool. */
function sessionOf(url: string, limits: Limits): pg.ClientConfig {
  return {
    connectionString: url,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    options: KEEP_ALIVE_OPTIONS,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    query_timeout: limits.answerMs,
  };
}

async function closeAll(pools: readonly pg.Pool[], sockets: ReadonlySet<Socket>): Promise<void> {
  const late = setTimeout(() => sockets.forEach((socket) => socket.destroy()), CLOSE_MS);
  await Promise.all(pools.map((pool) => pool.end()));
  clearTimeout(late);
  // Discarded connections would wait for a server that may not respond.
  sockets.forEach((socket) => socket.destroy());
}

function wireOf(client: Queryable): Wire {
  return {
    async query({ text, values, name, arrays }: WireStatement) {
      const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      const running = client.query(arrays ? { ...config, rowMode: "array" } : config);
      return lastRows(await running.catch(asStoreError));
    },
    async script(text) {
      return lastRows(await client.query({ text }).catch(asStoreError));
    },
  };
}

function lastRows(answer: pg.QueryResult | readonly pg.QueryResult[]): unknown[] {
  const last = "rows" in answer ? answer : answer.at(-1);
  return last?.rows ?? [];
}

function takenWire(client: pg.PoolClient): TakenWire {
  return { ...wireOf(client), connection: client, release: (broken) => client.release(broken) };
}
