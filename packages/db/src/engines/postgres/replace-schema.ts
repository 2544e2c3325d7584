/**
 * Replaces the tables of a shop by prepared ones, in steps that a kill or a power cut cannot leave half done: the new
 * tables are prepared in a schema of their own, its name decides that they are used, and one transaction switches.
 */
import { LIMITS } from "./limits.ts";
import { tableNames } from "./migrate-postgres.ts";
import { STAGING_SCHEMA } from "./in-schema.ts";
import { createPgPool } from "./pg-pool.ts";
import { LOCKS } from "./wire.ts";
import type { Wire, WirePool } from "./wire.ts";

/** A schema with this name and a time replaces the tables of the shop. */
const DECIDED = "daybook_restored_";
/** And this one then keeps the tables of before. */
const KEPT = "daybook_replaced_";

/** A switch waits for the transactions of other servers, which may need the same tables in another order. */
const ATTEMPTS = 3;

/** Creates the empty schema for the prepared tables. */
export function prepareSchema(url: string): Promise<void> {
  return onPool(url, async (pool) => {
    await pool.script(
      `DROP SCHEMA IF EXISTS ${STAGING_SCHEMA} CASCADE; CREATE SCHEMA ${STAGING_SCHEMA}`,
    );
  });
}

/** Removes prepared tables that were not needed. */
export function removeSchema(url: string): Promise<void> {
  return onPool(url, async (pool) => {
    await pool.script(`DROP SCHEMA IF EXISTS ${STAGING_SCHEMA} CASCADE`);
  });
}

/**
 * Decides that the prepared tables replace those of the shop, which are kept in another schema. From here on the next
 * start finishes it, whatever happens. Returns the name of the schema that keeps them.
 */
export function decideSchema(url: string, time: string): Promise<string> {
  const name = time.toLowerCase().replaceAll(/[^0-9a-z]/g, "_");
  return onPool(url, async (pool) => {
    await pool.script(`ALTER SCHEMA ${STAGING_SCHEMA} RENAME TO ${DECIDED}${name}`);
    return `${KEPT}${name}`;
  });
}

/** Finishes a replacement that was decided. Returns the schema with the replaced tables, or null. */
export async function finishSchema(pool: WirePool): Promise<string | null> {
  if ((await findDecided(pool)) === null) return null;
  for (let attempt = 1; ; attempt++) {
    try {
      return await switchInTransaction(pool);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function switchInTransaction(pool: WirePool): Promise<string | null> {
  const wire = await pool.take("migrate");
  let broken = true;
  try {
    await wire.script(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.migrate})`);
    // Another process may have finished it while this one waited for the lock.
    const decided = await findDecided(wire);
    const kept = decided === null ? null : await switchTables(wire, decided);
    await wire.script("COMMIT");
    broken = false;
    return kept;
  } finally {
    // A transaction that was not committed ends with its connection.
    wire.release(broken);
  }
}

async function findDecided(wire: Wire): Promise<string | null> {
  const [name] = await column(
    wire,
    `SELECT nspname FROM pg_namespace WHERE nspname LIKE '${DECIDED.replaceAll("_", "\\_")}%' ORDER BY nspname DESC`,
  );
  return name ?? null;
}

/** Only our own tables and functions move: the schema of the shop may contain those of extensions. */
async function switchTables(wire: Wire, decided: string): Promise<string> {
  const kept = KEPT + decided.slice(DECIDED.length);
  const [present = "public"] = await column(wire, "SELECT current_schema()");
  const functions = await functionsOf(wire, decided);
  const replaced = new Set(await functionsOf(wire, present));
  await wire.script(`CREATE SCHEMA ${kept}`);
  for (const table of await tableNames(wire)) await move(wire, `TABLE "${table}"`, kept);
  for (const name of functions)
    if (replaced.has(name)) await move(wire, `FUNCTION "${present}".${name}`, kept);
  const prepared = await column(
    wire,
    `SELECT tablename FROM pg_tables WHERE schemaname = '${decided}' ORDER BY tablename`,
  );
  for (const table of prepared) await move(wire, `TABLE ${decided}."${table}"`, present);
  for (const name of functions) await move(wire, `FUNCTION ${decided}.${name}`, present);
  await wire.script(`DROP SCHEMA ${decided}`);
  return kept;
}

async function move(wire: Wire, what: string, schema: string): Promise<void> {
  await wire.script(`ALTER ${what} SET SCHEMA "${schema}"`);
}

/** The functions of our triggers with their parameters. */
function functionsOf(wire: Wire, schema: string): Promise<string[]> {
  return column(
    wire,
    `SELECT quote_ident(proname) || '(' || pg_get_function_identity_arguments(oid) || ')' FROM pg_proc ` +
      `WHERE pronamespace = '"${schema}"'::regnamespace AND proname LIKE 'daybook\\_%' ORDER BY 1`,
  );
}

async function column(wire: Wire, text: string): Promise<string[]> {
  const rows = await wire.query({ text, values: [], arrays: true });
  return rows.map((row) => String(Array.isArray(row) ? row[0] : row));
}

async function onPool<T>(url: string, fn: (pool: WirePool) => Promise<T>): Promise<T> {
  const pool = createPgPool({
    url,
    sizes: { read: 1, write: 1, migrate: 1 },
    limits: { ...LIMITS, read: LIMITS.migrate },
    onError: () => undefined,
  });
  try {
    return await fn(pool);
  } finally {
    await pool.close();
  }
}
