import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import Database from "better-sqlite3";
import { getTableName } from "drizzle-orm";
import fc from "fast-check";
import { dbFailure } from "../../db-error.ts";
import { APPEND_ONLY } from "../../schema/guards.ts";
import { tables } from "../../schema/tables.ts";
import { DefectError } from "../../store-error.ts";
import { insertRow } from "../../testing-rows.ts";
import { createFileStore, createTestDatabase } from "../../testing.ts";
import type { Store, WriteTx } from "../../types.ts";
import { connectFile } from "./connection.ts";
import { createFileBackedStore } from "./file-store.ts";
import { createMemoryBackedStore } from "./memory-store.ts";
import { connectMigratedMemory } from "./migrated-image.ts";

const addUom = (code: string) => (tx: WriteTx) => insertRow(tx, "uom", { code });
const codes = async (store: Store) =>
  (
    await store.read((tx) =>
      tx.db.select({ code: tx.t.uom.code }).from(tx.t.uom).orderBy(tx.t.uom.id),
    )
  ).map((row) => row.code);

describe("on a file", () => {
  let file: Awaited<ReturnType<typeof createFileStore>>;

  beforeEach(async () => {
    file = await createFileStore();
  });
  afterEach(() => file.remove());

  test("32 jobs that wait together share one commit", async () => {
    const { store } = file;
    await Promise.all(Array.from({ length: 32 }, (_, index) => store.write(addUom(`u${index}`))));
    expect(store.stats).toEqual({ commits: 1, jobs: 32, retries: 0, defects: 0 });
    expect(await codes(store)).toHaveLength(32);
  });

  test("a batch takes no more jobs than allowed and the next one takes the rest", async () => {
    const writer = connectFile(file.path, { readOnly: false });
    const store = createFileBackedStore({ ...limits(), path: file.path, maxBatch: 10, writer });
    await Promise.all(Array.from({ length: 25 }, (_, index) => store.write(addUom(`u${index}`))));
    expect(store.stats.commits).toBe(3);
    await store.close();
  });

  test("a refused job does not affect the jobs before and after it, at any position", async () => {
    const { store } = file;
    const refused = async (tx: WriteTx) => {
      await addUom("refused")(tx);
      throw new Error("refused");
    };
    const settled = await Promise.allSettled([
      store.write(refused),
      store.write(addUom("a")),
      store.write(refused),
      store.write(addUom("b")),
      store.write(refused),
    ]);
    expect(settled.map((one) => one.status)).toEqual([
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
    ]);
    expect(await codes(store)).toEqual(["a", "b"]);
    expect(store.stats.commits).toBe(1);
  });

  test("for any mixture of accepted and refused jobs, exactly the accepted ones remain, in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (accepts, maxBatch) => {
          const connection = connectMigratedMemory();
          const store = createMemoryBackedStore({ ...limits(), connection, maxBatch });
          const settled = await Promise.allSettled(
            accepts.map((accept, index) =>
              store.write(async (tx) => {
                await addUom(`u${index}`)(tx);
                if (!accept) throw new Error("refused");
              }),
            ),
          );
          expect(settled.map((one) => one.status === "fulfilled")).toEqual(accepts);
          expect(await codes(store)).toEqual(
            accepts.flatMap((accept, index) => (accept ? [`u${index}`] : [])),
          );
          await store.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  test("each job sees the writes of the jobs before it in the same batch", async () => {
    const { store } = file;
    const count = async (tx: WriteTx) => {
      await addUom(`u${Math.random()}`)(tx);
      return (await tx.db.select().from(tx.t.uom)).length;
    };
    expect(await Promise.all([store.write(count), store.write(count), store.write(count)])).toEqual(
      [1, 2, 3],
    );
  });

  test("readers never see a row before its commit", async () => {
    const { store } = file;
    const seen: number[] = [];
    await store.write(async (tx) => {
      await addUom("a")(tx);
      seen.push((await codes(store)).length);
    });
    seen.push((await codes(store)).length);
    expect(seen).toEqual([0, 1]);
  });

  test("a reader's handle refuses to write whatever its type is", async () => {
    const { store } = file;
    // safe because the test is about this very cast being useless
    await expect(store.read((tx) => addUom("a")(tx as WriteTx))).rejects.toThrow(DefectError);
    expect(await codes(store)).toEqual([]);
  });

  test("a job that awaits something else is reported, its batch undone and its handle closed", async () => {
    const { path } = file;
    const defects: string[] = [];
    let writers = 0;
    const store = createFileBackedStore({
      ...limits(),
      path,
      timeoutMs: 20,
      onDefect: (sentence) => defects.push(sentence),
      writer: connectFile(path, { readOnly: false }),
    });
    let straggler: Promise<unknown> = Promise.resolve();
    let wake: () => void = () => undefined;
    const never = new Promise<void>((resolve) => (wake = resolve));
    const settled = Promise.allSettled([
      store.write(addUom("neighbour")),
      store.write((tx) => {
        straggler = never.then(() => addUom("late")(tx));
        return straggler;
      }),
      store.write(async (tx) => {
        writers++;
        await addUom("next")(tx);
      }),
    ]);
    const [neighbour, culprit, next] = await settled;
    expect([neighbour?.status, culprit?.status, next?.status]).toEqual([
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    wake();
    await expect(straggler).rejects.toThrow("not open");
    expect(await codes(store)).toEqual(["next"]);
    expect([store.stats.defects, defects.length, writers]).toEqual([1, 1, 1]);
    expect(defects[0]).toContain("awaited something other than its own transaction");
    await store.close();
  });

  test("a job that was only slow once is reported and still commits", async () => {
    const defects: string[] = [];
    const writer = connectFile(file.path, { readOnly: false });
    const store = createFileBackedStore({
      ...limits(),
      path: file.path,
      writer,
      onDefect: (one) => defects.push(one),
    });
    const slow = async (tx: WriteTx) => {
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await addUom(`u${Math.random()}`)(tx);
    };
    await Promise.all([store.write(slow), store.write(addUom("b")), store.write(slow)]);
    expect(await codes(store)).toHaveLength(3);
    expect(defects).toHaveLength(2);
    await store.close();
  });

  test("a full disk is reported as such, loses nothing, and writing continues afterwards", async () => {
    const writer = connectFile(file.path, { readOnly: false });
    const store = createFileBackedStore({ ...limits(), path: file.path, writer });
    await store.write(addUom("before"));
    const pages = Number(writer.database.pragma("page_count", { simple: true }));
    writer.database.pragma(`max_page_count = ${pages}`);
    const name = "x".repeat(200_000);
    const settled = await Promise.allSettled([
      store.write((tx) => insertRow(tx, "uom", { name })),
      store.write((tx) => insertRow(tx, "uom", { name })),
    ]);
    const reasons = settled.map((one) =>
      one.status === "rejected" ? dbFailure(one.reason)?.kind : "accepted",
    );
    expect(reasons).toEqual(["storage_full", "storage_full"]);
    expect(await codes(store)).toEqual(["before"]);
    writer.database.pragma("max_page_count = 1000000");
    await store.write(addUom("after"));
    expect(await codes(store)).toEqual(["before", "after"]);
    await store.close();
  });

  test("close waits for every accepted job, empties the log and refuses later ones", async () => {
    const { store, path } = file;
    const accepted = store.write(addUom("last"));
    await store.close();
    await accepted;
    expect(
      readdirSync(path.slice(0, path.lastIndexOf("/"))).filter((name) => name.endsWith("-wal")),
    ).toEqual([]);
    expect(readFileSync(path).includes("last")).toBe(true);
    await expect(store.write(addUom("later"))).rejects.toThrow("closed");
  });

  test("every connection runs at FULL in WAL mode with foreign keys on", async () => {
    await file.store.write(addUom("a"));
    for (const readOnly of [false, true]) {
      const { database } = connectFile(file.path, { readOnly });
      const pragma = (name: string) => database.pragma(name, { simple: true });
      expect([
        pragma("journal_mode"),
        pragma("synchronous"),
        pragma("foreign_keys"),
        pragma("trusted_schema"),
      ]).toEqual(["wal", 2, 1, 0]);
      database.close();
    }
  });

  test.each(APPEND_ONLY)("INSERT OR REPLACE cannot rewrite a row of %s", async (key) => {
    await file.store.write((tx) => insertRow(tx, key));
    const name = getTableName(tables[key]);
    const database = new Database(file.path);
    const before = database.prepare(`SELECT * FROM ${name}`).all();
    expect(before.length).toBeGreaterThan(0);
    for (const recursive of ["OFF", "ON"]) {
      database.pragma(`recursive_triggers = ${recursive}`);
      expect(() => database.exec(`INSERT OR REPLACE INTO ${name} SELECT * FROM ${name}`)).toThrow(
        "unique: ",
      );
    }
    expect(database.prepare(`SELECT * FROM ${name}`).all()).toEqual(before);
    database.close();
  });
});

describe("in memory", () => {
  test("a read waits until the running batch has committed", async () => {
    const store = await createTestDatabase("sqlite");
    const order: string[] = [];
    let reading: Promise<string[]> = Promise.resolve([]);
    await store.write(async (tx) => {
      await addUom("a")(tx);
      reading = codes(store).finally(() => order.push("read"));
      await addUom("b")(tx);
      order.push("job");
    });
    expect(await reading).toEqual(["a", "b"]);
    expect(order).toEqual(["job", "read"]);
    await store.close();
  });

  test("a job that calls store.read is refused with the reason instead of hanging", async () => {
    const defects: string[] = [];
    const connection = connectMigratedMemory();
    const store = createMemoryBackedStore({
      ...limits(),
      connection,
      onDefect: (one) => defects.push(one),
    });
    const write = store.write(async (tx) => {
      await addUom("a")(tx);
      return codes(store);
    });
    await expect(write).rejects.toThrow("store.read was called inside a write job");
    expect(await codes(store)).toEqual([]);
    await store.write(addUom("b"));
    expect(await codes(store)).toEqual(["b"]);
    expect(defects).toHaveLength(1);
    await store.close();
  });

  test("an abandoned job leaves the committed rows in place", async () => {
    const connection = connectMigratedMemory();
    const store = createMemoryBackedStore({ ...limits(), connection, timeoutMs: 20 });
    await store.write(addUom("kept"));
    await expect(
      store.write(async (tx) => {
        await addUom("lost")(tx);
        await new Promise(() => undefined);
      }),
    ).rejects.toThrow("did not end in time");
    expect(await codes(store)).toEqual(["kept"]);
    await store.write(addUom("after"));
    expect(await codes(store)).toEqual(["kept", "after"]);
    await store.close();
  });
});

function limits() {
  return {
    url: "test:",
    tables,
    maxBatch: 256,
    timeoutMs: 5_000,
    onDefect: () => undefined,
    onClosed: () => undefined,
  };
}
