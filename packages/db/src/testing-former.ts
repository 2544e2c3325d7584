/** Databases as an earlier version left them, for tests of migrations. */
import { formerFile, formerSqlite } from "./engines/sqlite/former-sqlite.ts";
import type { FormerRows } from "./engines/sqlite/former-sqlite.ts";
import { migratePostgres } from "./engines/postgres/migrate-postgres.ts";
import { openOnPool } from "./engines/postgres/open-postgres.ts";
import type { WirePool } from "./engines/postgres/wire.ts";
import { readMigrations, upTo } from "./migrate.ts";
import { emptyDatabase } from "./testing-postgres.ts";
import { memoryStoreOn } from "./testing.ts";
import type { TestEngine } from "./testing.ts";
import type { Store } from "./types.ts";

export { formerFile };

export interface FormerDatabase {
  readonly engine: TestEngine;
  /** The last migration that the earlier version had. */
  readonly last: string;
  readonly rows: FormerRows;
}

/** Builds the database as it was after `last`, fills it, and opens it, which applies the later migrations. */
export async function openFormer(former: FormerDatabase): Promise<Store> {
  return former.engine === "sqlite"
    ? memoryStoreOn(formerSqlite(former))
    : openPostgres(former.engine, former);
}

/** A database as it was after `last`, filled. */
export async function formerPostgres(
  engine: "pglite" | "postgres",
  { last, rows }: Omit<FormerDatabase, "engine">,
): Promise<{ readonly pool: WirePool; readonly url: string }> {
  const { pool, url } = await emptyDatabase(engine);
  const migrations = readMigrations("postgres");
  const called = "The test database";
  const former = { pool, migrations: upTo(migrations, last), triggers: "SELECT 1", called, now: 0 };
  await migratePostgres(former);
  await pool.script(`DO $$ BEGIN SET LOCAL session_replication_role = replica;
    ${Object.entries(rows).map(fillTable).join(";\n")}; END $$`);
  return { pool, url };
}

async function openPostgres(engine: "pglite" | "postgres", former: FormerDatabase): Promise<Store> {
  const { pool, url } = await formerPostgres(engine, former);
  return openOnPool({
    url,
    called: "The test database",
    pool,
    migrations: readMigrations("postgres"),
    migrate: true,
    readOnly: false,
    onDefect: (sentence) => {
      throw new Error(sentence);
    },
    onClosed: () => pool.close(),
  });
}

/** Inserts the rows and continues the ids after the last one. */
function fillTable([table, entries]: [string, FormerRows[string]]): string {
  const names = [...new Set(entries.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => `"${name}"`).join(", ");
  const json = JSON.stringify(entries).replaceAll("'", "''");
  const counter = names.find((name) => name === "id" || name === "seq");
  const ids = entries.map((row) => row[counter ?? ""]);
  const counted = counter !== undefined && ids.every((id) => typeof id === "number");
  return [
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", '${json}')`,
    ...(counted
      ? [
          `PERFORM setval(s, ${Math.max(...ids.map(Number))}) FROM pg_get_serial_sequence('${table}', '${counter}') s WHERE s IS NOT NULL`,
        ]
      : []),
  ].join(";\n");
}
