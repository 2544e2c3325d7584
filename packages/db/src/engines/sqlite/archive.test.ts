import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { moveToArchive, prepareArchive } from "../../archive-store.ts";
import { ARCHIVED } from "../../archived-rows.ts";
import { readMigrations } from "../../migrate.ts";
import { tables } from "../../schema/tables.ts";
import { createFilledFile, createTestDatabase } from "../../testing.ts";
import { insertRow } from "../../testing-rows.ts";
import type { Store } from "../../types.ts";
import { openFile } from "./open-file.ts";
import { sqliteTriggers } from "./triggers.ts";

const LIMIT = { beforeDate: "9999-01-01", before: Number.MAX_SAFE_INTEGER };

let file: Awaited<ReturnType<typeof createFilledFile>>;
beforeEach(async () => {
  file = await createFilledFile((store) =>
    store.write(async (tx) => {
      for (const key of ["first", "second"]) {
        await insertRow(tx, "auditEntry");
        await insertRow(tx, "movement", { docType: "sale" });
        await insertRow(tx, "tillEvent", { key, deviceSeq: key.length });
      }
    }),
  );
});
afterEach(() => file.remove());

const rowsOf = (store: Store) =>
  store.read((tx) => Promise.all(ARCHIVED.map((key) => tx.db.$count(tx.t[key]))));

async function archive(): Promise<void> {
  const store = await file.open();
  const prepared = await prepareArchive(store, LIMIT);
  await store.write((tx) => moveToArchive(tx, prepared, 0));
  await store.close();
}

/** The next version, whose update changes a table with archived rows or another one. */
function openNext(statement: string): Promise<Store> {
  const next = { name: "9999_next", hash: "next", statements: [statement] };
  return openFile({
    path: file.path,
    tables,
    migrations: [...readMigrations("sqlite"), next],
    triggers: sqliteTriggers(),
    migrate: true,
    readOnly: false,
    typeOf: null,
    maxBatch: 1,
    timeoutMs: 1000,
    onDefect: (sentence) => expect(sentence).toBe(""),
  });
}

test.each([
  ["an archived table brings its rows back first", "movement", 0],
  ["another table leaves them in the archive", "uom", 1],
])("an update that changes %s", async (_what, table, archives) => {
  await archive();
  const before = await file.open();
  const rows = await rowsOf(before);
  await before.close();
  const store = await openNext(`ALTER TABLE ${table} ADD COLUMN next integer`);
  expect(await rowsOf(store)).toEqual(rows);
  expect(await store.read((tx) => tx.db.$count(tx.t.recordArchive))).toBe(archives);
  await store.close();
});

test("a move whose rows have changed since it was prepared is undone", async () => {
  const store = await file.open();
  const prepared = await prepareArchive(store, LIMIT);
  await store.write((tx) => insertRow(tx, "auditEntry"));
  const before = await rowsOf(store);
  await expect(store.write((tx) => moveToArchive(tx, prepared, 0))).rejects.toThrow(
    "audit_entry has changed",
  );
  expect(await rowsOf(store)).toEqual(before);
  prepared.discard();
  expect(readdirSync(dirname(file.path)).filter((name) => name.startsWith("archive"))).toEqual([]);
  await store.close();
});

test("a database in memory has no archive", async () => {
  const store = await createTestDatabase("sqlite");
  await expect(prepareArchive(store, LIMIT)).rejects.toThrow("Only a database in a file");
  await store.close();
});
