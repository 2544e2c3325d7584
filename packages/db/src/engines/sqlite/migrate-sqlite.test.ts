import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tables } from "../../schema/tables.ts";
import { StoreRefused } from "../../store-error.ts";
import type { Migration, SchemaUpdate } from "../../migrate.ts";
import { openFile } from "./open-file.ts";
import type { OpenFileOptions } from "./open-file.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-migrate-"));
  path = join(folder, "shop.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function step(name: string, ...statements: string[]): Migration {
  return {
    name,
    statements,
    hash: createHash("sha256").update(statements.join(";")).digest("hex"),
  };
}

const FIRST = step(
  "0000_first",
  "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'a') STRICT",
  "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE) STRICT",
);
/** What drizzle-kit writes to change a default: its pragma is inside the transaction, where it does nothing. */
const REBUILD = step(
  "0001_rebuild",
  "PRAGMA foreign_keys=OFF",
  "CREATE TABLE __new_parent (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'b') STRICT",
  "INSERT INTO __new_parent (id, name) SELECT id, name FROM parent",
  "DROP TABLE parent",
  "ALTER TABLE __new_parent RENAME TO parent",
  "PRAGMA foreign_keys=ON",
);
const GUARD = {
  name: "parent_no_delete",
  sql: "CREATE TRIGGER parent_no_delete BEFORE DELETE ON parent BEGIN SELECT RAISE(ABORT, 'append_only: parent'); END",
};

/** Opens a database with these migrations, runs `work` on it and closes it. */
async function withSteps(
  migrations: Migration[],
  options: Partial<OpenFileOptions> = {},
): Promise<void> {
  const store = await openFile({
    path,
    tables,
    migrations,
    triggers: [GUARD],
    migrate: true,
    readOnly: false,
    typeOf: null,
    maxBatch: 256,
    timeoutMs: 5_000,
    onDefect: () => undefined,
    ...options,
  });
  await store.close();
}

function inFile<T>(work: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const fill = () =>
  inFile((database) =>
    database.exec(
      "INSERT INTO parent (id) VALUES (1), (2); INSERT INTO child VALUES (1, 1), (2, 2)",
    ),
  );
const count = (table: string) =>
  inFile((database) => Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()));
const copies = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".bak"))
    .sort();

test("rebuilding a parent table keeps its children and its guards", async () => {
  await withSteps([FIRST]);
  fill();
  await withSteps([FIRST, REBUILD]);
  expect([count("parent"), count("child")]).toEqual([2, 2]);
  inFile((database) => {
    expect(() => database.exec("DELETE FROM parent")).toThrow("append_only: parent");
    expect(
      database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'parent'").pluck().get(),
    ).toContain("'b'");
    expect(database.pragma("foreign_key_list(child)")).toMatchObject([{ table: "parent" }]);
  });
});

test("the database is copied before an update, complete and usable, and only the newest three copies are kept", async () => {
  await withSteps([FIRST]);
  expect(copies()).toEqual([]);
  fill();
  const steps = [FIRST];
  for (const name of ["0001_a", "0002_b", "0003_c", "0004_d"]) {
    steps.push(step(name, `CREATE TABLE t${name} (id INTEGER PRIMARY KEY) STRICT`));
    await withSteps([...steps]);
  }
  expect(copies()).toEqual(
    ["0002_b", "0003_c", "0004_d"].map((name) => `shop.db.before-${name}.bak`),
  );
  const copy = new Database(join(folder, "shop.db.before-0002_b.bak"), { readonly: true });
  expect(copy.prepare("SELECT count(*) FROM child").pluck().get()).toBe(2);
  expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  copy.close();
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a start without migrations changes nothing and copies nothing", async () => {
  await withSteps([FIRST]);
  const before = inFile((database) => database.pragma("schema_version", { simple: true }));
  await withSteps([FIRST]);
  expect(inFile((database) => database.pragma("schema_version", { simple: true }))).toBe(before);
  expect(copies()).toEqual([]);
});

test("a migration that would lose rows is undone and refused", async () => {
  await withSteps([FIRST]);
  fill();
  const lossy = step("0001_lossy", "DELETE FROM child WHERE id = 2");
  await expect(withSteps([FIRST, lossy])).rejects.toThrow('the table "child"');
  expect(count("child")).toBe(2);
  await withSteps([FIRST]);
});

test("a migration that leaves rows with missing references is undone and refused", async () => {
  await withSteps([FIRST]);
  fill();
  const orphaning = step("0001_orphaning", "UPDATE child SET parent_id = 99 WHERE id = 1");
  await expect(withSteps([FIRST, orphaning])).rejects.toThrow("rows would refer to missing rows");
  expect(
    inFile((database) =>
      database.prepare("SELECT parent_id FROM child WHERE id = 1").pluck().get(),
    ),
  ).toBe(1);
});

test("a migration that fails midway leaves the database unchanged, guards included", async () => {
  await withSteps([FIRST]);
  fill();
  const failing = step(
    "0001_failing",
    "ALTER TABLE parent ADD COLUMN more TEXT",
    "CREATE TABLE parent (id INTEGER)",
  );
  await expect(withSteps([FIRST, failing])).rejects.toThrow("already exists");
  inFile((database) => {
    expect(database.pragma("table_info(parent)")).toHaveLength(2);
    expect(() => database.exec("DELETE FROM parent")).toThrow("append_only: parent");
  });
  await withSteps([FIRST, REBUILD]);
});

test("a migration whose text changed after it was applied is refused", async () => {
  await withSteps([FIRST]);
  const altered = { ...FIRST, hash: step("x", "something else").hash };
  await expect(withSteps([altered])).rejects.toThrow(StoreRefused);
  await expect(withSteps([altered])).rejects.toThrow('The migration "0000_first" has changed');
});

test("a database with an unknown migration belongs to a newer version", async () => {
  await withSteps([FIRST, REBUILD]);
  const other = step("0001_other", "CREATE TABLE other (id INTEGER)");
  await expect(withSteps([FIRST, other])).rejects.toThrow("newer Daybook");
});

test("a removed guard is restored at the next start", async () => {
  await withSteps([FIRST]);
  fill();
  inFile((database) => database.exec("DROP TRIGGER parent_no_delete"));
  await withSteps([FIRST]);
  expect(() => inFile((database) => database.exec("DELETE FROM parent"))).toThrow(
    "append_only: parent",
  );
  expect(existsSync(`${path}.new`)).toBe(false);
});

test("[fault H3] a database with a custom migration applies Daybook's next one", async () => {
  const own = step("own/0000_loyalty", "CREATE TABLE own_loyalty (id INTEGER PRIMARY KEY) STRICT");
  await withSteps([FIRST, own]);
  fill();
  await withSteps([FIRST, REBUILD, own]);
  expect([count("parent"), count("own_loyalty")]).toEqual([2, 0]);
});

test("[fault D2] an update reports its migrations and the path of the copy; a first start and a usual one report nothing", async () => {
  const updates: SchemaUpdate[] = [];
  const onUpdated = (update: SchemaUpdate) => void updates.push(update);
  await withSteps([FIRST], { onUpdated });
  await withSteps([FIRST], { onUpdated });
  expect(updates).toEqual([]);
  await withSteps([FIRST, REBUILD], { onUpdated });
  const copy = `${path}.before-0001_rebuild.bak`;
  expect(updates).toEqual([{ steps: ["0001_rebuild"], copy }]);
  expect(existsSync(copy)).toBe(true);
});

test("[fault C8] a reader of a database of an earlier version is asked to start Daybook once", async () => {
  await withSteps([FIRST]);
  await expect(withSteps([FIRST, REBUILD], { readOnly: true, migrate: false })).rejects.toThrow(
    `${path} was last used by an earlier version of Daybook; start Daybook once, which updates it.`,
  );
  await withSteps([FIRST, REBUILD]);
  await withSteps([FIRST, REBUILD], { readOnly: true, migrate: false });
});
