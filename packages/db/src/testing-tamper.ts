import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { runText } from "./engines/run-text.ts";
import { dropTriggers } from "./engines/sqlite/drop-triggers.ts";
import type { WriteTx } from "./types.ts";

/**
 * Lets a test change append-only rows: on PostgreSQL until the end of this transaction, on SQLite for the rest of the
 * test's own database. Keys and checks remain enforced.
 */
export async function dropGuards(tx: WriteTx): Promise<void> {
  if (tx.dialect.engine === "sqlite") return dropTriggers(tx);
  await tx.db
    .select({ role: sql`set_config('session_replication_role', 'replica', true)` })
    .from(sql`(SELECT 1) AS once`);
}

/** Runs a migration again, for one that changes rows in one statement and no table. */
export async function runAgain(tx: WriteTx, migration: string): Promise<void> {
  const { engine } = tx.dialect;
  const file = new URL(`../../../drizzle/${engine}/${migration}.sql`, import.meta.url);
  await runText(tx, readFileSync(file, "utf8"));
}
