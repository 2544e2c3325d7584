import { sql } from "drizzle-orm";
import type { WriteTx } from "../../types.ts";
import { sqliteTriggers } from "./triggers.ts";

/** Drops every trigger. For tests that corrupt data on purpose. */
export async function dropTriggers(tx: WriteTx): Promise<void> {
  for (const { name } of sqliteTriggers())
    await tx.db.run(sql.raw(`DROP TRIGGER IF EXISTS ${name}`));
}
