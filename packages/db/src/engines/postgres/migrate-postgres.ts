import { createHash } from "node:crypto";
import {
  describeFailedUpdate,
  pendingMigrations,
  refuseBehind,
  refuseLostRows,
} from "../../migrate.ts";
import type { AppliedMigration, Migration, SchemaUpdate } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import { LOCKS } from "./wire.ts";
import type { Wire, WirePool } from "./wire.ts";

export interface MigratePostgresOptions {
  readonly pool: WirePool;
  readonly migrations: readonly Migration[];
  /** The script that creates every function and trigger. */
  readonly triggers: string;
  /** The name of the database in messages. */
  readonly called: string;
  /** UTC milliseconds. */
  readonly now: number;
}

const OLDEST_SERVER = 140_000;
/** The trigger script is recorded like a migration, so a start without changes takes no locks. */
const TRIGGERS = "triggers";

/** Throws `StoreRefused` if the server would lose acknowledged commits or is too old. */
export async function refuseUnsafeServer(wire: Wire): Promise<void> {
  const [row] = await select(
    wire,
    "SELECT current_setting('synchronous_commit'), current_setting('server_version_num')",
  );
  const [synchronous, version] = row ?? [];
  if (synchronous === "off") {
    throw new StoreRefused(
      "The PostgreSQL server confirms writes before they are saved (synchronous_commit is off); set it to on for this database.",
    );
  }
  if (Number(version) < OLDEST_SERVER) {
    throw new StoreRefused("The PostgreSQL server is older than version 14; update it.");
  }
}

/**
 * Applies pending migrations in one transaction under a lock, so several processes may start at once. Compares the row
 * counts of remaining tables and recreates every trigger. Returns the applied migrations of an existing database; null
 * for a new database or if there were none.
 */
export async function migratePostgres(
  options: MigratePostgresOptions,
): Promise<SchemaUpdate | null> {
  const { pool, migrations, called } = options;
  const script = createHash("sha256").update(options.triggers).digest("hex");
  if (isCurrent(await appliedSteps(pool), migrations, script, called)) return null;
  const wire = await pool.take("migrate");
  let broken = false;
  const progress = { step: TRIGGERS };
  try {
    await wire.script(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.migrate})`);
    // Checked again, because another process may have migrated while this one waited for the lock.
    const applied = await appliedSteps(wire);
    if (applied.length === 0) await refuseForeignTables(wire);
    const steps = isCurrent(applied, migrations, script, called)
      ? []
      : await applyAll(wire, { ...options, progress }, applied, script);
    await wire.script("SELECT 1; COMMIT");
    return applied.length === 0 || steps.length === 0 ? null : { steps, copy: null };
  } catch (error) {
    broken = await wire.script("ROLLBACK").then(
      () => false,
      () => true,
    );
    throw describeFailedUpdate(error, { database: called, ...progress });
  } finally {
    wire.release(broken);
  }
}

/** Throws `StoreRefused` if migrations are pending: a read-only process cannot run them. */
export async function refuseBehindPostgres(
  wire: Wire,
  migrations: readonly Migration[],
  called: string,
): Promise<void> {
  refuseBehind(migrations, stepsOnly(await appliedSteps(wire)), called);
}

function isCurrent(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
  script: string,
  called: string,
): boolean {
  const pending = pendingMigrations(migrations, stepsOnly(applied), called);
  return (
    pending.length === 0 && applied.some((step) => step.name === TRIGGERS && step.hash === script)
  );
}

function stepsOnly(applied: readonly AppliedMigration[]): AppliedMigration[] {
  return applied.filter((step) => step.name !== TRIGGERS);
}

async function applyAll(
  wire: Wire,
  options: MigratePostgresOptions & { readonly progress: { step: string } },
  applied: readonly AppliedMigration[],
  script: string,
): Promise<string[]> {
  const { migrations, called, now } = options;
  await wire.script(
    "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, hash text NOT NULL, applied_at bigint NOT NULL)",
  );
  const pending = pendingMigrations(migrations, stepsOnly(applied), called);
  const before = pending.length > 0 ? await rowCounts(wire) : new Map<string, number>();
  await dropTriggers(wire);
  for (const migration of pending) {
    options.progress.step = migration.name;
    for (const statement of migration.statements) await wire.script(inThisSchema(statement));
    await record(wire, migration.name, migration.hash, now);
  }
  if (pending.length > 0) refuseLostRows(before, await rowCounts(wire), called);
  await wire.script(options.triggers);
  await record(wire, TRIGGERS, script, now);
  return pending.map(({ name }) => name);
}

/** The generator names the schema in references, but a restore prepares the tables in another one. */
export function inThisSchema(statement: string): string {
  return statement.replaceAll('REFERENCES "public".', "REFERENCES ");
}

async function record(wire: Wire, name: string, hash: string, now: number): Promise<void> {
  await wire.query({
    text:
      "INSERT INTO migration (name, hash, applied_at) VALUES ($1, $2, $3::bigint) " +
      "ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, applied_at = excluded.applied_at",
    values: [name, hash, now],
    arrays: true,
  });
}

async function appliedSteps(wire: Wire): Promise<AppliedMigration[]> {
  // Reads the catalog rows, because to_regclass may use a cache that does not include the other process's changes yet.
  const names = await tableNames(wire);
  if (!names.includes("migration")) return [];
  const rows = await select(wire, "SELECT name, hash FROM migration ORDER BY name");
  return rows.map(([name, hash]) => ({ name: String(name), hash: String(hash) }));
}

/** A database that has tables but not our migrations belongs to another program. */
async function refuseForeignTables(wire: Wire): Promise<void> {
  const tables = (await tableNames(wire)).filter((name) => name !== "migration");
  if (tables.length === 0) return;
  throw new StoreRefused(
    `The database already contains tables of another program ("${tables[0]}"); create a separate database for Daybook.`,
  );
}

/** The names of all tables, that of the migrations included. */
export async function tableNames(wire: Wire): Promise<string[]> {
  const rows = await select(
    wire,
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
  );
  return rows.map(([name]) => String(name));
}

async function rowCounts(wire: Wire): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of await tableNames(wire)) {
    const [row] = await select(wire, `SELECT count(*) FROM "${table}"`);
    counts.set(table, Number(row?.[0]));
  }
  return counts;
}

async function dropTriggers(wire: Wire): Promise<void> {
  const rows = await select(
    wire,
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid " +
      "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
  );
  for (const [trigger, table] of rows)
    await wire.script(`DROP TRIGGER "${String(trigger)}" ON ${String(table)}`);
}

async function select(wire: Wire, text: string): Promise<unknown[][]> {
  // safe because the query requests rows as arrays
  return (await wire.query({ text, values: [], arrays: true })) as unknown[][];
}
