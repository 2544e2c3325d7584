import { mkdtempSync, rmSync } from "node:fs";
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

/** The engine that this run of the tests is about; SQLite unless `TEST_ENGINE` names another. */
export const testEngine: TestEngine = engineFrom(process.env["TEST_ENGINE"]);

/**
 * An empty, migrated database for one test. On SQLite it costs about two milliseconds. PGlite and PostgreSQL keep one
 * database per process and empty it here, so there the database of the test before is gone; `close` only lets go.
 */
export async function createTestDatabase(engine: TestEngine = testEngine): Promise<Store> {
  if (engine === "sqlite") return cloneOfImage();
  return emptyPostgres(engine, failRun);
}

/**
 * Makes copies of a SQLite database that is filled once per process, for tests that need more in it than they could wait
 * for each time.
 */
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

/** Migrated books in a file of their own folder. `remove` closes the store and deletes the folder. */
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

/** Thrown outside every promise, so that the run of tests fails even where the test itself would pass. */
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

function memoryStoreOn(connection: Connection): Store {
  return createMemoryBackedStore({
    url: "memory:",
    tables,
    connection,
    maxBatch: 256,
    patienceMs: 5_000,
    onDefect: failRun,
  });
}
