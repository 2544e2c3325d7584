import type { PgTable } from "drizzle-orm/pg-core";
import { tables } from "../../schema/tables.ts";
import { toPostgres } from "./to-postgres.ts";

/** Every table of the books as PostgreSQL has it. */
export const postgresTables: Record<string, PgTable> = toPostgres(tables);
