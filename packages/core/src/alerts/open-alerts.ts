import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Tables } from "@daybook/db/types";

/** The states of an alert that is open, written as the partial index on open alerts has them, so that it can be used. */
export const OPEN_STATES: SQL = sql`('active', 'dismissed', 'snoozed')`;

/** Whether an alert is open: shown, put off or silenced, but not resolved. */
export function isOpenAlert({ alert }: Pick<Tables, "alert">): SQL {
  return sql`${alert.status} IN ${OPEN_STATES}`;
}
