import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { WriteTx } from "../types.ts";

/** Runs one raw SQL statement, such as one of a migration, on either engine. Returns the rows on PostgreSQL. */
export async function runText(tx: WriteTx, text: string): Promise<readonly unknown[]> {
  if (tx.dialect.engine === "sqlite") {
    await tx.db.run(sql.raw(text));
    return [];
  }
  // safe because on PostgreSQL the connection is Drizzle's PostgreSQL database, which has this method
  const postgres = tx.db as unknown as { execute(query: SQL): Promise<readonly unknown[]> };
  return postgres.execute(sql.raw(text));
}
