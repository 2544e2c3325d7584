import { sql } from "drizzle-orm";
import { readMigrations } from "./migrate.ts";
import type { ReadTx } from "./types.ts";

/** The version of the database program, such as `3.53.2` or `17.2`. */
export async function engineVersion({ db, dialect }: ReadTx): Promise<string> {
  const version =
    dialect.engine === "sqlite"
      ? sql<string>`sqlite_version()`
      : sql<string>`current_setting('server_version')`;
  const [row] = await db.select({ version }).from(sql`(SELECT 1 AS one) AS one_row`);
  // PostgreSQL adds the name of the package: `17.2 (Debian 17.2-1)`.
  return String(row?.version ?? "").split(" ")[0] ?? "";
}

/** The name of the newest migration of this program: that of every database it has opened. */
export function schemaVersion(engine: "sqlite" | "postgres"): string {
  return readMigrations(engine).at(-1)?.name ?? "";
}
