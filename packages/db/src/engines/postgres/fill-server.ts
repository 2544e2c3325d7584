import type { FileRow, FilledTable, FillOptions } from "../../fill-store.ts";
import { knownUpTo } from "../../migrate.ts";
import { StoreRefused } from "../../store-error.ts";
import { LIMITS } from "./limits.ts";
import { migratePostgres, refuseUnsafeServer, tableNames } from "./migrate-postgres.ts";
import { createPgPool } from "./pg-pool.ts";
import type { Wire, WirePool } from "./wire.ts";

/** Rows of one statement, or as many as have these bytes. */
const ROWS_AT_ONCE = 500;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** `fillStore` for a PostgreSQL database: in one transaction. */
export async function fillServer(options: FillOptions): Promise<void> {
  const pool = createPgPool({
    url: options.url,
    sizes: { read: 1, write: 1, migrate: 1 },
    limits: LIMITS,
    onError: () => undefined,
  });
  try {
    await fillPool(options, pool);
  } finally {
    await pool.close();
  }
}

/** The same on existing connections. */
export async function fillPool(
  { lastMigration, tables }: Omit<FillOptions, "url">,
  pool: WirePool,
): Promise<void> {
  await refuseUnsafeServer(pool);
  await dropEmptyShop(pool);
  await migratePostgres({
    pool,
    migrations: knownUpTo("postgres", lastMigration),
    // Without triggers: they guard what a shop does today, and these rows have been accepted before.
    triggers: "SELECT 1",
    called: "The PostgreSQL database",
    now: Date.now(),
  });
  try {
    await inTransaction(pool, async (wire) => {
      await emptyTables(wire);
      for await (const table of tables) await fillTable(wire, table);
    });
  } catch (error) {
    await dropEmptyShop(pool);
    throw error;
  }
}

async function inTransaction(pool: WirePool, fill: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await pool.take("migrate");
  let broken = true;
  try {
    await wire.script("BEGIN");
    await fill(wire);
    await wire.script("COMMIT");
    broken = false;
  } finally {
    // A transaction that was not committed ends with its connection.
    wire.release(broken);
  }
}

/** Removes the tables of an attempt that did not end. Throws `StoreRefused` if there is a shop. */
async function dropEmptyShop(pool: WirePool): Promise<void> {
  const names = await tableNames(pool);
  if (!names.includes("migration")) return;
  if (names.includes("shop") && (await firstCell(pool, "SELECT count(*) FROM shop")) !== 0) {
    throw new StoreRefused(
      "The PostgreSQL database contains a shop already; create an empty database for this one.",
    );
  }
  const list = names.map((name) => `"${name}"`).join(", ");
  await pool.script(`DROP TABLE ${list} CASCADE`);
}

/** Migrations insert rows, such as the payment methods, which the files contain as the shop has them. */
async function emptyTables(wire: Wire): Promise<void> {
  for (const name of await tableNames(wire)) {
    if (name === "migration") continue;
    if ((await firstCell(wire, `SELECT EXISTS (SELECT 1 FROM "${name}")`)) === true)
      await wire.script(`TRUNCATE "${name}" CASCADE`);
  }
}

async function fillTable(wire: Wire, table: FilledTable): Promise<void> {
  const waits = laterRows(table);
  let batch: FileRow[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0) await insert(wire, table, batch);
    batch = [];
    bytes = 0;
  };
  for await (const row of table.rows) {
    if (waits(row)) continue;
    batch.push(row);
    for (const value of row) if (Buffer.isBuffer(value)) bytes += value.length;
    if (batch.length === ROWS_AT_ONCE || bytes > BYTES_AT_ONCE) await flush();
  }
  await flush();
  for (const row of waits.rows()) await insert(wire, table, [row]);
  await continueIds(wire, table);
}

interface LaterRows {
  (row: FileRow): boolean;
  /** The rows that had to wait, each after the row it refers to. */
  rows(): FileRow[];
}

/**
 * PostgreSQL checks a reference with each statement, so a row must wait if it refers to a later row of its table: a
 * category that was moved into a newer one. Rows arrive in the order of their ids.
 */
function laterRows({ columns, ownReferences }: FilledTable): LaterRows {
  const id = columns.findIndex(({ name }) => name === "id");
  const references = ownReferences.map((name) =>
    columns.findIndex((column) => column.name === name),
  );
  const waiting = new Map<number, FileRow>();
  const targets = (row: FileRow) =>
    references.flatMap((index) => (row[index] === null ? [] : [Number(row[index])]));
  const waits = (row: FileRow): boolean => {
    const own = Number(row[id]);
    if (!targets(row).some((target) => target > own || waiting.has(target))) return false;
    waiting.set(own, row);
    return true;
  };
  const rows = (): FileRow[] => {
    const sorted: FileRow[] = [];
    while (waiting.size > 0) {
      const ready = [...waiting].filter(([, row]) => !targets(row).some((at) => waiting.has(at)));
      if (ready.length === 0)
        throw new StoreRefused("Rows of the file refer to each other in a circle.");
      for (const [own, row] of ready) {
        sorted.push(row);
        waiting.delete(own);
      }
    }
    return sorted;
  };
  return Object.assign(waits, { rows });
}

async function insert(
  wire: Wire,
  { name, columns }: FilledTable,
  rows: readonly FileRow[],
): Promise<void> {
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  const records = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name: column, type }, index) => {
        const value = row[index] ?? null;
        if (Buffer.isBuffer(value)) return [column, `\\x${value.toString("hex")}`];
        return [column, value !== null && type === "json" ? JSON.parse(value) : value];
      }),
    ),
  );
  await wire.query({
    text: `INSERT INTO "${name}" (${list}) SELECT ${list} FROM json_populate_recordset(NULL::"${name}", $1::json)`,
    values: [JSON.stringify(records)],
    arrays: true,
  });
}

/** New rows get ids after the last one. */
async function continueIds(wire: Wire, { name, columns }: FilledTable): Promise<void> {
  const key = columns.find((column) => column.name === "id" || column.name === "seq");
  if (key === undefined || key.type !== "integer") return;
  await wire.script(
    `SELECT setval(s, (SELECT max("${key.name}") FROM "${name}")) FROM pg_get_serial_sequence('"${name}"', '${key.name}') s ` +
      `WHERE s IS NOT NULL AND EXISTS (SELECT 1 FROM "${name}")`,
  );
}

async function firstCell(wire: Wire, text: string): Promise<unknown> {
  const [row] = await wire.query({ text, values: [], arrays: true });
  return Array.isArray(row) ? row[0] : row;
}
