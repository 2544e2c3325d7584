import Database from "better-sqlite3";

/** One implementation of a sale, and the file it writes to. */
export interface Seller {
  readonly path: string;
  sell(): Promise<unknown>;
}

/**
 * Makes one sale with each implementation and returns the number of rows added per table. Throws if they differ,
 * because then the comparison would be invalid.
 */
export async function sameRows(ours: Seller, yardstick: Seller): Promise<Record<string, number>> {
  const own = await rowsWritten(ours);
  const raw = await rowsWritten(yardstick);
  if (JSON.stringify(own) === JSON.stringify(raw)) return own;
  throw new Error(
    `The yardstick writes other rows:\nours ${JSON.stringify(own)}\nraw  ${JSON.stringify(raw)}`,
  );
}

async function rowsWritten({ path, sell }: Seller): Promise<Record<string, number>> {
  const before = countRows(path);
  await sell();
  const gained = [...countRows(path)].map(
    ([name, rows]) => [name, rows - (before.get(name) ?? 0)] as const,
  );
  return Object.fromEntries(gained.filter(([, rows]) => rows !== 0));
}

function countRows(path: string): Map<string, number> {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .map(String);
  const counts = new Map(
    tables.map((name) => [
      name,
      Number(db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
    ]),
  );
  db.close();
  return counts;
}
