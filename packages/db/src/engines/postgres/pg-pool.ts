import pg from "pg";
import { NUMBER_TYPES } from "./wire.ts";
import type { TakenWire, Wire, WirePool, WireStatement } from "./wire.ts";

const RECONNECT_MS = 1_000;

// Only for our own connections: the parsers of the module `pg` itself stay as they are.
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    const number = format === "binary" ? undefined : NUMBER_TYPES.get(oid);
    // safe because pg-types declares one overload per format and takes both
    return number ?? pg.types.getTypeParser(oid, format as "text");
  },
};

interface Queryable {
  query(config: pg.QueryConfig | pg.QueryArrayConfig): Promise<{ rows: unknown[] }>;
}

/** A pool of node-postgres connections. `onError` hears of connections that die while nobody uses them. */
export function createPgPool(url: string, size: number, onError: (error: Error) => void): WirePool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    keepAlive: true,
    application_name: "daybook",
  });
  pool.on("error", onError);
  // A connection that dies while a transaction has it tells its own listeners only; without one the process would end.
  pool.on("connect", (client) => void client.on("error", onError));
  return {
    ...wireOf(pool),
    take: async () => takenWire(await pool.connect()),
    listen: (channel, heard) => listen(url, channel, heard, onError),
    close: () => pool.end(),
  };
}

function wireOf(client: Queryable): Wire {
  return {
    async query({ text, values, name, arrays }: WireStatement) {
      const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      const { rows } = await client.query(arrays ? { ...config, rowMode: "array" } : config);
      return rows;
    },
    async script(text) {
      await client.query({ text });
    },
  };
}

function takenWire(client: pg.PoolClient): TakenWire {
  return { ...wireOf(client), connection: client, release: (broken) => client.release(broken) };
}

/** Comes back after the server was away, and then reports once, because something may have been missed meanwhile. */
async function listen(
  url: string,
  channel: string,
  heard: () => void,
  onError: (error: Error) => void,
) {
  let current: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const connect = async () => {
    const client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: "daybook listener",
    });
    client.on("notification", () => heard());
    client.on("error", onError);
    client.on("end", () => {
      if (stopped || current !== client) return;
      current = null;
      again();
    });
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    current = client;
  };

  const again = () => {
    timer = setTimeout(() => {
      if (stopped) return;
      connect().then(heard, (error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        again();
      });
    }, RECONNECT_MS);
  };

  await connect();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await current?.end();
  };
}
