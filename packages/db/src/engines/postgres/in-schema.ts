import { KEEP_ALIVE_OPTIONS } from "./limits.ts";

/** The tables that will replace those of the shop are prepared in this schema. */
export const STAGING_SCHEMA = "daybook_restoring";

/** The same database, with this schema for every table that is named without one. */
export function inSchema(url: string, schema: string): string {
  const address = new URL(url);
  const own = address.searchParams.get("options") ?? KEEP_ALIVE_OPTIONS;
  address.searchParams.set("options", `${own} -c search_path=${schema}`);
  return address.href;
}
