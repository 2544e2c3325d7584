import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { LIMITS } from "./engines/postgres/limits.ts";
import { openOnPool } from "./engines/postgres/open-postgres.ts";
import { createPgPool } from "./engines/postgres/pg-pool.ts";
import { createPglitePool } from "./engines/postgres/pglite-pool.ts";
import { LOCKS } from "./engines/postgres/wire.ts";
import type { WirePool } from "./engines/postgres/wire.ts";
import { readMigrations } from "./migrate.ts";
import type { Store } from "./types.ts";

type Engine = "pglite" | "postgres";

interface Shared {
  readonly pool: WirePool;
  readonly url: string;
  /** The store of the previous test: its database is emptied, and its listening connection is closed with it. */
  before: Store | null;
}

const PREFIX = "daybook_test_";
/** Long enough not to delete the database of a running test run. */
const STALE_MS = 3600_000;
/** Two workers at once must not exceed the default limit of 100 connections. */
const CONNECTIONS = 20;

/** One database per process and engine, emptied for each test. */
const shared = new Map<Engine, Promise<Shared>>();

/** An empty, migrated PostgreSQL database. Closing its store keeps the database for the next test. */
export async function emptyPostgres(
  engine: Engine,
  onDefect: (sentence: string) => void,
): Promise<Store> {
  const known = shared.get(engine) ?? emptyDatabase(engine);
  shared.set(engine, known);
  const database = await known;
  await database.before?.close();
  const { pool, url } = database;
  const store = await openOnPool({
    url,
    called: "The test database",
    pool,
    migrations: readMigrations("postgres"),
    migrate: true,
    readOnly: false,
    onDefect,
    onClosed: () => Promise.resolve(),
  });
  await pool.script(EMPTY_EVERYTHING);
  database.before = store;
  return store;
}

/** Another session takes a lock that every write needs; the returned function releases it. */
export async function holdOutbox(url: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query(`SELECT pg_advisory_lock(${LOCKS.outbox})`);
  return () => holder.end();
}

/** A database without tables. On a server it is deleted when the process exits. */
export function emptyDatabase(engine: Engine): Promise<Shared> {
  return engine === "pglite" ? startPglite() : startDatabase();
}

async function startPglite(): Promise<Shared> {
  const { PGlite } = await import("@electric-sql/pglite");
  return { pool: createPglitePool(await PGlite.create()), url: "pglite:", before: null };
}

/** A database of this process on the server in TEST_POSTGRES_URL. */
async function startDatabase(): Promise<Shared> {
  const server = process.env["TEST_POSTGRES_URL"];
  if (server === undefined || server === "")
    throw new Error("TEST_POSTGRES_URL names no PostgreSQL server.");
  const name = `${PREFIX}${Date.now()}_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await dropStale(admin);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.once("exit", () => dropAtExit(server, name));
  const pool = createPgPool({
    url: url.href,
    sizes: { read: CONNECTIONS, write: CONNECTIONS, migrate: 1 },
    limits: LIMITS,
    onError: () => undefined,
  });
  return { pool, url: url.href, before: null };
}

/** Databases that a killed run left behind: old, and without connections. */
async function dropStale(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE $1 AND datname NOT IN " +
      "(SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)",
    [`${PREFIX}%`],
  );
  for (const { datname } of rows) {
    const made = Number(datname.slice(PREFIX.length).split("_")[0]);
    if (Date.now() - made > STALE_MS)
      await admin.query(`DROP DATABASE IF EXISTS ${datname}`).catch(() => undefined);
  }
}

/** At exit nothing asynchronous can run, so another process does it. */
function dropAtExit(server: string, name: string): void {
  const script = `
    const { Client } = require("pg");
    const client = new Client({ connectionString: process.argv[1] });
    client.connect().then(() => client.query("DROP DATABASE IF EXISTS " + process.argv[2] + " WITH (FORCE)"))
      .finally(() => client.end());`;
  spawnSync(process.execPath, ["--eval", script, server, name], {
    cwd: import.meta.dirname,
    timeout: 5_000,
  });
}

/**
 * Deletes all rows and restarts every sequence, with triggers and foreign keys disabled; deleting the few rows of a
 * test is much cheaper than TRUNCATE, which creates new files for every table.
 */
const EMPTY_EVERYTHING = `DO $$
DECLARE
  item record;
  filled boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR item IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', item.tablename) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM %I', item.tablename);
    END IF;
  END LOOP;
  FOR item IN SELECT sequencename, start_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    PERFORM setval(format('%I', item.sequencename), item.start_value, false);
  END LOOP;
END $$`;
