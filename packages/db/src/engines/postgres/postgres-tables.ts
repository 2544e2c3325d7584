import type { PgTable } from "drizzle-orm/pg-core";
import { tables } from "../../schema/tables.ts";
import { toPostgres } from "./to-postgres.ts";

/** All tables as PostgreSQL tables. */
export const postgresTables: Record<string, PgTable> = toPostgres(tables);
