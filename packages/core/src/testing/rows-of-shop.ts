/** The rows of a shop as the databases of former versions are stored. */
import { isDeepStrictEqual } from "node:util";
import { createTestDatabase } from "@daybook/db/testing";
import type { FormerDatabase } from "@daybook/db/testing-former";
import { readTable } from "@daybook/db/read-table";
import { TABLE_FILES } from "@daybook/db/table-files";
import type { Store } from "@daybook/db/types";

type Rows = Record<string, Record<string, unknown>[]>;

/** Answers that are kept for repeated calls, and what belongs to one installation. */
const LEFT_OUT = new Set([
  "idempotency_key",
  "session",
  "known_browser",
  "password_reset",
  "sign_in_throttle",
  "backup_run",
  "backup_settings",
  "restore_drill",
]);

/** All rows but those that every new database has. */
export async function rowsOfShop(store: Store): Promise<FormerDatabase["rows"]> {
  const fresh = await createTestDatabase("sqlite");
  const every = await rowsIn(fresh);
  await fresh.close();
  const own = Object.entries(await rowsIn(store)).map(([table, rows]) => {
    const known = every[table] ?? [];
    return [
      table,
      rows.filter((row) => !known.some((one) => isDeepStrictEqual(one, row))),
    ] as const;
  });
  return Object.fromEntries(own.filter(([, rows]) => rows.length > 0));
}

function rowsIn(store: Store): Promise<Rows> {
  return store.snapshot(async (tx) => {
    const found: Rows = {};
    for (const file of TABLE_FILES) {
      if (LEFT_OUT.has(file.name)) continue;
      const rows: Record<string, unknown>[] = [];
      for await (const page of readTable(tx, file))
        for (const values of page)
          rows.push(Object.fromEntries(file.columns.map(({ name }, at) => [name, values[at]])));
      found[file.name] = rows;
    }
    return found;
  });
}
