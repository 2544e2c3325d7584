import type { Migration, SchemaUpdate } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import type { Store, Tables } from "../../types.ts";
import { LIMITS, LONG_READS } from "./limits.ts";
import type { Limits, Purpose } from "./limits.ts";
import { migratePostgres, refuseBehindPostgres, refuseUnsafeServer } from "./migrate-postgres.ts";
import { createPgPool } from "./pg-pool.ts";
import { postgresTables } from "./postgres-tables.ts";
import { createPostgresStore } from "./postgres-store.ts";
import { postgresTriggers } from "./triggers.ts";
import { finishSchema } from "./replace-schema.ts";
import type { WirePool } from "./wire.ts";

export interface OpenPostgresOptions {
  readonly url: string;
  readonly migrations: readonly Migration[];
  readonly migrate: boolean;
  readonly readOnly: boolean;
  /** The maximum number of connections for reads, and the same for writes. */
  readonly poolSize: number;
  /** Other timeouts, for tests. */
  readonly limits?: Partial<Record<Purpose, Limits>>;
  /** How long to look for the outcome of a lost COMMIT; 10 s by default. */
  readonly settleMs?: number;
  readonly onUpdated?: ((update: SchemaUpdate) => void) | undefined;
  readonly onDefect: (sentence: string) => void;
}

/** Opens the shop's database on a PostgreSQL server. Throws `StoreRefused` if that is not possible. */
export async function openPostgres(options: OpenPostgresOptions): Promise<Store> {
  const called = nameOfDatabase(options.url);
  const { url, poolSize } = options;
  const pool = createPgPool({
    url,
    sizes: { read: poolSize, write: poolSize, migrate: 1 },
    limits: { ...LIMITS, ...(options.readOnly ? { read: LONG_READS } : {}), ...options.limits },
    onError: (error) => options.onDefect(`A connection to ${called} was lost: ${error.message}`),
  });
  try {
    await pool.script("SELECT 1").catch((error: unknown) => {
      throw new StoreRefused(
        `${called} cannot be reached (${error instanceof Error ? error.message : String(error)}); ` +
          "check that the server runs and that the address and the password are right.",
      );
    });
    return await openOnPool({ ...options, pool, called, onClosed: () => pool.close() });
  } catch (error) {
    await pool.close();
    throw error;
  }
}

export interface OpenOnPoolOptions {
  readonly url: string;
  readonly called: string;
  readonly pool: WirePool;
  readonly migrations: readonly Migration[];
  readonly migrate: boolean;
  readonly readOnly: boolean;
  readonly settleMs?: number;
  readonly onUpdated?: ((update: SchemaUpdate) => void) | undefined;
  readonly onDefect: (sentence: string) => void;
  readonly onClosed: () => Promise<void>;
}

const SETTLE_MS = 10_000;

/** The same on existing connections. */
export async function openOnPool(options: OpenOnPoolOptions): Promise<Store> {
  const { url, called, pool, migrations, readOnly, onDefect, onClosed } = options;
  await refuseUnsafeServer(pool);
  if (readOnly) await refuseBehindPostgres(pool, migrations, called);
  if (options.migrate && !readOnly) {
    await finishSchema(pool);
    const update = await migratePostgres({
      pool,
      migrations,
      triggers: postgresTriggers(),
      called,
      now: Date.now(),
    });
    if (update !== null) options.onUpdated?.(update);
  }
  return createPostgresStore({
    url,
    tables: canonicalTables(),
    pool,
    readOnly,
    settleMs: options.settleMs ?? SETTLE_MS,
    onDefect,
    onClosed,
  });
}

function canonicalTables(): Tables {
  // safe because toPostgres keeps every table and column under its name, with the same value types
  return postgresTables as unknown as Tables;
}

/** The address without its password. */
function nameOfDatabase(url: string): string {
  if (!URL.canParse(url)) return "The PostgreSQL database";
  const { host, pathname } = new URL(url);
  return `The PostgreSQL database ${pathname.slice(1)} on ${host}`;
}
