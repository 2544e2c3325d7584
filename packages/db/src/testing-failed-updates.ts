/** Updates of earlier databases that fail at one statement after the other, for tests of migrations. */
import { formerConnection } from "./engines/sqlite/former-sqlite.ts";
import { migrateSqlite } from "./engines/sqlite/migrate-sqlite.ts";
import { sqliteTriggers } from "./engines/sqlite/triggers.ts";
import { inThisSchema, migratePostgres } from "./engines/postgres/migrate-postgres.ts";
import type { TakenWire, WirePool } from "./engines/postgres/wire.ts";
import { readMigrations } from "./migrate.ts";
import type { Migration } from "./migrate.ts";
import { formerPostgres } from "./testing-former.ts";
import type { FormerDatabase } from "./testing-former.ts";

/** What happened to the database when its update failed. */
export interface FailedUpdate {
  readonly error: unknown;
  readonly isUnchanged: boolean;
}

const NO_TABLE = "SELECT * FROM no_such_table";
const CALLED = "The test database";

/** The places of some statements, evenly spread, of those that the former database still needs. */
function statementsAfter(all: readonly Migration[], last: string, count: number) {
  const first = all.findIndex(({ name }) => name === last) + 1;
  const places = all.flatMap(({ statements }, migration) =>
    statements.map((_, statement) => ({ migration, statement })),
  );
  const needed = places.filter(({ migration }) => migration >= first);
  const every = Math.max(1, Math.floor(needed.length / count));
  return needed.filter((_, index) => index % every === every - 1).slice(0, count);
}

/** Fails at this many statements, one after the other; the database may have changed by none of them. On PostgreSQL the connection is lost. */
export function failUpdates(former: FormerDatabase, count: number): Promise<FailedUpdate[]> {
  return former.engine === "sqlite"
    ? failOnSqlite(former, count)
    : failOnPostgres(former.engine, former, count);
}

async function failOnSqlite(former: FormerDatabase, count: number): Promise<FailedUpdate[]> {
  const { database, close } = formerConnection(former);
  const before = database.serialize();
  const all = readMigrations("sqlite");
  const failures: FailedUpdate[] = [];
  for (const at of statementsAfter(all, former.last, count)) {
    const migrations = all.map((migration, index) =>
      index === at.migration
        ? { ...migration, statements: migration.statements.with(at.statement, NO_TABLE) }
        : migration,
    );
    const order = { database, migrations, triggers: sqliteTriggers(), called: CALLED, now: 0 };
    const error = failureOf(() => migrateSqlite({ ...order, copy: () => null }));
    failures.push({ error, isUnchanged: database.serialize().equals(before) });
  }
  close();
  return failures;
}

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("the update did not fail");
}

async function failOnPostgres(
  engine: "pglite" | "postgres",
  former: FormerDatabase,
  count: number,
): Promise<FailedUpdate[]> {
  const { pool } = await formerPostgres(engine, former);
  const migrations = readMigrations("postgres");
  const before = await hashOf(pool);
  const failures: FailedUpdate[] = [];
  for (const at of statementsAfter(migrations, former.last, count)) {
    const text = migrations[at.migration]?.statements[at.statement] ?? "";
    const order = { migrations, triggers: "SELECT 1", called: CALLED, now: 0 };
    const cut = cutAt(pool, text, engine === "postgres");
    const error = await migratePostgres({ ...order, pool: cut }).catch((failed: unknown) => failed);
    failures.push({ error, isUnchanged: (await hashOf(pool)) === before });
  }
  await pool.close();
  return failures;
}

/** Instead of this statement the server ends the connection; PGlite, which has only one, refuses it. */
function cutAt(pool: WirePool, text: string, ends: boolean): WirePool {
  const instead = ends ? "SELECT pg_terminate_backend(pg_backend_pid())" : NO_TABLE;
  const replaced = inThisSchema(text);
  const cut = (wire: TakenWire): TakenWire => ({
    connection: wire.connection,
    query: (statement) => wire.query(statement),
    script: (script) => wire.script(script === replaced ? instead : script),
    release: (broken) => wire.release(broken),
  });
  return {
    query: (statement) => pool.query(statement),
    script: (script) => pool.script(script),
    take: async (purpose) => cut(await pool.take(purpose)),
    listen: (channel, onNotified) => pool.listen(channel, onNotified),
    close: () => pool.close(),
  };
}

/** A hash of every table with its columns. */
async function hashOf(pool: WirePool): Promise<string> {
  const select = (text: string) => pool.query({ text, values: [], arrays: true });
  const tables = await select(
    "SELECT table_name, string_agg(column_name || ' ' || data_type, ',' ORDER BY ordinal_position) " +
      "FROM information_schema.columns WHERE table_schema = current_schema() GROUP BY 1 ORDER BY 1",
  );
  const hashes: string[] = [];
  for (const row of tables) {
    const [name, columns] = [row].flat().map(String);
    const rows = await select(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM "${name}" t`,
    );
    hashes.push(`${name} ${columns} ${[rows].flat(2).map(String).join()}`);
  }
  return hashes.join("\n");
}
