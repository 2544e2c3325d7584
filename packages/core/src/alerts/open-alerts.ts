import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Tables } from "@daybook/db/types";

/** The states of an open alert, written exactly as in the partial index on open alerts, so the index can be used. */
export const OPEN_STATES: SQL = sql`('active', 'dismissed', 'snoozed')`;

/** Whether an alert is open: active, snoozed or dismissed, but not resolved. */
export function isOpenAlert({ alert }: Pick<Tables, "alert">): SQL {
  return sql`${alert.status} IN ${OPEN_STATES}`;
}
