import { LIMITS } from "./limits.ts";
import { createPgPool } from "./pg-pool.ts";

/** The connections of other processes of Daybook to this database. */
export async function countServers(url: string): Promise<number> {
  const pool = createPgPool({
    url,
    sizes: { read: 1, write: 1, migrate: 1 },
    limits: LIMITS,
    onError: () => undefined,
  });
  try {
    const [row] = await pool.query({
      text:
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() " +
        "AND application_name = 'daybook' AND pid <> pg_backend_pid()",
      values: [],
      arrays: true,
    });
    return Number(Array.isArray(row) ? row[0] : row);
  } finally {
    await pool.close();
  }
}
