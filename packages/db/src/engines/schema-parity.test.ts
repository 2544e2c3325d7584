import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PGlite } from "@electric-sql/pglite";
import type { Connection } from "./sqlite/connection.ts";
import { connectMigratedMemory } from "./sqlite/migrated-image.ts";
import { readMigrations } from "../migrate.ts";
import { migratePostgres } from "./postgres/migrate-postgres.ts";
import { createPglitePool } from "./postgres/pglite-pool.ts";
import { postgresTriggers } from "./postgres/triggers.ts";

/** Both engines' schema in one shape: sorted lines of text per question. */
let sqlite: Connection;
let pglite: PGlite;

beforeAll(async () => {
  sqlite = connectMigratedMemory();
  pglite = await PGlite.create();
  await migratePostgres({
    pool: createPglitePool(pglite),
    migrations: readMigrations("postgres"),
    triggers: postgresTriggers(),
    called: "The test database",
    now: 0,
  });
});
afterAll(async () => {
  sqlite.close();
  await pglite.close();
});

function onSqlite(text: string): string[] {
  const rows: unknown[][] = sqlite.database.prepare<unknown[], unknown[]>(text).raw().all();
  return rows.map((row) => row.map(String).join(" | ")).sort();
}

async function onPostgres(text: string): Promise<string[]> {
  const { rows } = await pglite.query<unknown[]>(text, [], { rowMode: "array" });
  return rows.map((row) => row.map(String).join(" | ")).sort();
}

const OUR_TABLES =
  "m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> 'migration'";
const OUR_PG = "relnamespace = 'public'::regnamespace AND relname <> 'migration'";

describe("SQLite and PostgreSQL have the same", () => {
  test("tables, columns and nullability", async () => {
    const lite = onSqlite(
      `SELECT m.name, c.name, iif(c."notnull" OR c.pk > 0, 'required', 'optional')
       FROM sqlite_schema m, pragma_table_info(m.name) c WHERE ${OUR_TABLES}`,
    );
    const pg = await onPostgres(
      `SELECT relname, attname, CASE WHEN attnotnull THEN 'required' ELSE 'optional' END
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND ${OUR_PG}`,
    );
    expect(lite.length).toBeGreaterThan(200);
    expect(pg).toEqual(lite);
  });

  test("types of values", async () => {
    const lite = onSqlite(
      `SELECT m.name, c.name, c.type FROM sqlite_schema m, pragma_table_info(m.name) c WHERE ${OUR_TABLES}`,
    );
    const pg = await onPostgres(
      `SELECT relname, attname, CASE format_type(atttypid, atttypmod)
         WHEN 'bigint' THEN 'INTEGER' WHEN 'boolean' THEN 'INTEGER'
         WHEN 'text' THEN 'TEXT' WHEN 'jsonb' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' ELSE format_type(atttypid, atttypmod) END
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND ${OUR_PG}`,
    );
    expect(pg).toEqual(lite);
  });

  test("primary keys", async () => {
    const lite = onSqlite(
      `SELECT m.name, (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk))
       FROM sqlite_schema m WHERE ${OUR_TABLES}`,
    );
    const pg = await onPostgres(
      `SELECT relname, (SELECT string_agg(attname, ', ' ORDER BY array_position(conkey, attnum))
         FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))
       FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE contype = 'p' AND ${OUR_PG}`,
    );
    expect(pg).toEqual(lite);
  });

  test("foreign keys and their actions", async () => {
    const lite = onSqlite(
      `SELECT m.name, f."from", f."table", f."to", f.on_delete, f.on_update
       FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE ${OUR_TABLES}`,
    );
    const action = (column: string) =>
      `CASE ${column} WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END`;
    const pg = await onPostgres(
      `SELECT relname, a.attname, confrelid::regclass::text, b.attname, ${action("confdeltype")}, ${action("confupdtype")}
       FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
       CROSS JOIN LATERAL unnest(conkey, confkey) AS pair(here, there)
       JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = here
       JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = there
       WHERE contype = 'f' AND ${OUR_PG}`,
    );
    expect(lite.length).toBeGreaterThan(50);
    expect(pg).toEqual(lite);
  });

  test("checks by name", async () => {
    const lite = onSqlite(`SELECT m.name, m.sql FROM sqlite_schema m WHERE ${OUR_TABLES}`)
      .flatMap((line) => {
        const [table] = line.split(" | ");
        return [...line.matchAll(/CONSTRAINT "(\w+)" CHECK/g)].map(
          ([, name]) => `${table} | ${name}`,
        );
      })
      .sort();
    const pg = await onPostgres(
      `SELECT relname, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
       WHERE contype = 'c' AND ${OUR_PG}`,
    );
    expect(lite.length).toBeGreaterThan(30);
    expect(pg).toEqual(lite);
  });

  test("indexes, unique or not, with their columns in order and their conditions", async () => {
    const lite = onSqlite(
      `SELECT m.name, i.name, iif(i."unique", 'unique', 'plain'), iif(i.partial, 'partial', 'whole'),
         (SELECT group_concat(coalesce(name, '(expression)'), ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
       FROM sqlite_schema m, pragma_index_list(m.name) i WHERE i.origin = 'c' AND ${OUR_TABLES}`,
    );
    const pg = await onPostgres(
      `SELECT t.relname, c.relname, CASE WHEN indisunique THEN 'unique' ELSE 'plain' END,
         CASE WHEN indpred IS NULL THEN 'whole' ELSE 'partial' END,
         (SELECT string_agg(coalesce(attname, '(expression)'), ', ' ORDER BY place)
          FROM unnest(indkey) WITH ORDINALITY AS part(attribute, place)
          LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = attribute AND attribute > 0)
       FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
       WHERE NOT indisprimary AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'migration'`,
    );
    expect(lite.length).toBeGreaterThan(30);
    expect(pg).toEqual(lite);
  });

  test("guards on the same tables", async () => {
    const lite = onSqlite("SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger'");
    const pg = await onPostgres(
      "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
    );
    expect(pg).toEqual(lite);
  });

  test("strictness: every SQLite table refuses a value of another type", () => {
    const loose = onSqlite(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict",
    );
    expect(loose.filter((name) => !name.startsWith("sqlite_"))).toEqual([]);
  });
});
