import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryBackedStore } from "./engines/sqlite/memory-store.ts";
import { connectMemory } from "./engines/sqlite/connection.ts";
import type { Connection } from "./engines/sqlite/connection.ts";
import { connectMigratedMemory } from "./engines/sqlite/migrated-image.ts";
import { emptyPostgres } from "./testing-postgres.ts";
import { openStore } from "./open-store.ts";
import { tables } from "./schema/tables.ts";
import type { Store } from "./types.ts";

export type TestEngine = "sqlite" | "pglite" | "postgres";

/** The engine of this test run; SQLite unless `TEST_ENGINE` is set. */
export const testEngine: TestEngine = engineFrom(process.env["TEST_ENGINE"]);

/**
 * An empty, migrated database for one test. On SQLite it takes about two milliseconds. PGlite and PostgreSQL use one
 * database per process and empty it here, so the previous test's data is deleted; `close` only releases it.
 */
export async function createTestDatabase(engine: TestEngine = testEngine): Promise<Store> {
  if (engine === "sqlite") return cloneOfImage();
  return emptyPostgres(engine, failRun);
}

/** Copies of a SQLite database that is filled once per process, for tests with too much data to create each time. */
export function filledDatabases(fill: (store: Store) => Promise<void>): () => Promise<Store> {
  let image: Promise<Buffer> | null = null;
  const fillOne = async (): Promise<Buffer> => {
    const connection = connectMigratedMemory();
    const store = memoryStoreOn(connection);
    await fill(store);
    const made = connection.database.serialize();
    await store.close();
    return made;
  };
  return async () => memoryStoreOn(connectMemory(await (image ??= fillOne())));
}

/**
 * A database in a file in its own folder, filled in memory, where writing needs no disk. `open` opens the file.
 */
export async function createFilledFile(
  fill: (store: Store) => Promise<void>,
): Promise<{ readonly path: string; open(): Promise<Store>; remove(): void }> {
  const connection = connectMigratedMemory();
  const memory = memoryStoreOn(connection);
  await fill(memory);
  const folder = mkdtempSync(join(tmpdir(), "daybook-test-"));
  const path = join(folder, "shop.db");
  writeFileSync(path, connection.database.serialize());
  await memory.close();
  return {
    path,
    open: () => openStore({ url: `file:${path}` }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A migrated database in a file in its own folder. `remove` closes the store and deletes the folder. */
export async function createFileStore(): Promise<{
  store: Store;
  path: string;
  remove(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), "daybook-test-"));
  const path = join(folder, "shop.db");
  const store = await openStore({ url: `file:${path}` });
  return {
    store,
    path,
    remove: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Thrown outside every promise, so the test run fails even if the test itself would pass. */
function failRun(sentence: string): void {
  process.nextTick(() => {
    throw new Error(sentence);
  });
}

function engineFrom(name: string | undefined): TestEngine {
  if (name === undefined || name === "" || name === "sqlite") return "sqlite";
  if (name === "pglite" || name === "postgres") return name;
  throw new Error(`TEST_ENGINE is "${name}"; it must be sqlite, pglite or postgres.`);
}

function cloneOfImage(): Store {
  return memoryStoreOn(connectMigratedMemory());
}

/** A store on a migrated connection in memory. */
export function memoryStoreOn(connection: Connection): Store {
  return createMemoryBackedStore({
    url: "memory:",
    tables,
    connection,
    maxBatch: 256,
    timeoutMs: 5_000,
    onDefect: failRun,
  });
}
