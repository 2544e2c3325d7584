import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eq, gte, sql } from "drizzle-orm";
import { dbFailure } from "../../db-error.ts";
import { openStore } from "../../open-store.ts";
import { StoreRefused } from "../../store-error.ts";
import { insertRow } from "../../testing-rows.ts";
import { createTestDatabase } from "../../testing.ts";
import type { Store, WriteTx } from "../../types.ts";

const server = process.env["TEST_POSTGRES_URL"];

/** A moment that one side announces and the other waits for. */
function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}

describe.each(["pglite", "postgres"] as const)("on %s", (engine) => {
  let store: Store;
  beforeEach(async (context) => {
    if (engine === "postgres" && server === undefined)
      context.skip("TEST_POSTGRES_URL names no server");
    store = await createTestDatabase(engine);
  });
  afterEach(() => store?.close());

  test("a job that ignores an error of the database is not reported as saved", async () => {
    const write = store.write(async (tx) => {
      await insertRow(tx, "uom", { code: "a" });
      await insertRow(tx, "uom", { code: "a" }).catch(() => undefined);
      return "kept";
    });
    await expect(write).rejects.toThrow("current transaction is aborted");
    expect(await store.read((tx) => tx.db.select().from(tx.t.uom))).toEqual([]);
  });

  test("a snapshot cannot write", async () => {
    // safe because the test is about this very cast being useless
    await expect(store.snapshot((tx) => insertRow(tx as WriteTx, "uom"))).rejects.toThrow(
      "read-only transaction",
    );
  });
});

describe.skipIf(server === undefined)("on a PostgreSQL server (needs TEST_POSTGRES_URL)", () => {
  let store: Store;
  let arrivals: () => void = () => undefined;
  beforeEach(async () => {
    store = await createTestDatabase("postgres");
  });
  afterEach(() => store.close());

  test("40 writers at once on 10 pieces take exactly 10", async () => {
    await store.write((tx) => insertRow(tx, "stockLevel", { onHandMilli: 10_000, lotId: 0 }));
    const take = () =>
      store.write(async (tx) => {
        const { stockLevel } = tx.t;
        const [left] = await tx.db
          .update(stockLevel)
          .set({ onHandMilli: sql`${stockLevel.onHandMilli} - 1000` })
          .where(gte(stockLevel.onHandMilli, 1_000 as never))
          .returning();
        if (!left) throw new Error("sold out");
      });
    const settled = await Promise.allSettled(Array.from({ length: 40 }, take));
    expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(10);
    const [level] = await store.read((tx) => tx.db.select().from(tx.t.stockLevel));
    expect(level?.onHandMilli).toBe(0);
  });

  test("a job is taken by one of several processes at the same moment, and is free afterwards", async () => {
    const both = new Promise<void>((resolve) => {
      let arrived = 0;
      arrivals = () => (arrived += 1) === 2 && resolve();
    });
    const take = () =>
      store.write(async (tx) => {
        const taken = await tx.dialect.takeJob(tx, "sweep");
        arrivals();
        await both;
        return taken;
      });
    expect((await Promise.all([take(), take()])).sort()).toEqual([false, true]);
    expect(await store.write((tx) => tx.dialect.takeJob(tx, "sweep"))).toBe(true);
  });

  test("two writers that deadlock are both completed in the end", async () => {
    await store.write(async (tx) => {
      await insertRow(tx, "uom", { id: 1, code: "a" });
      await insertRow(tx, "uom", { id: 2, code: "b" });
    });
    const met = [signal(), signal()];
    const touch = (tx: WriteTx, id: number) =>
      tx.db.update(tx.t.uom).set({ name: "touched" }).where(eq(tx.t.uom.id, id));
    const cross = (mine: number, theirs: number, own: number) =>
      store.write(async (tx) => {
        await touch(tx, mine);
        met[own]?.give();
        await met[1 - own]?.given;
        await touch(tx, theirs);
      });
    await Promise.all([cross(1, 2, 0), cross(2, 1, 1)]);
    expect(store.stats.retries).toBeGreaterThanOrEqual(1);
  });

  test("retries end after five attempts", async () => {
    let runs = 0;
    const write = store.write(async () => {
      runs++;
      throw Object.assign(new Error("deadlock detected"), { code: "40P01" });
    });
    await expect(write).rejects.toThrow("deadlock detected");
    expect(runs).toBe(6);
  });

  test("lockStock makes the second writer see the result of the first", async () => {
    await store.write((tx) => insertRow(tx, "product", { id: 5 }));
    const locked = signal();
    const go = signal();
    const first = store.write(async (tx) => {
      await tx.dialect.lockStock(tx, [5]);
      locked.give();
      await go.given;
      await tx.db.update(tx.t.stockValue).set({ onHandMilli: 7_000 as never });
    });
    await locked.given;
    const second = store.write(async (tx) => {
      await tx.dialect.lockStock(tx, [5]);
      const [value] = await tx.db.select().from(tx.t.stockValue);
      return value?.onHandMilli;
    });
    go.give();
    await first;
    expect(await second).toBe(7_000);
  });

  test("outbox numbers are in the order of the commits", async () => {
    const locked = signal();
    const go = signal();
    const add = (tx: WriteTx, topic: string) =>
      tx.db.insert(tx.t.outboxEvent).values({ topic, ids: [], at: 0 }).returning();
    const first = store.write(async (tx) => {
      await tx.dialect.lockOutbox(tx);
      const [event] = await add(tx, "first");
      locked.give();
      await go.given;
      return event?.seq;
    });
    await locked.given;
    let secondDone = false;
    const second = store
      .write(async (tx) => {
        await tx.dialect.lockOutbox(tx);
        return (await add(tx, "second"))[0]?.seq;
      })
      .finally(() => (secondDone = true));
    const visible = await store.read((tx) => tx.db.select().from(tx.t.outboxEvent));
    expect([visible.length, secondDone]).toEqual([0, false]);
    go.give();
    expect([await first, await second]).toEqual([1, 2]);
  });

  test("whole numbers beyond the exact range are an error and not a rounded figure", async () => {
    await expect(
      store.read((tx) =>
        tx.db.select({ n: sql<number>`9007199254740993::bigint` }).from(sql`(SELECT 1) AS one`),
      ),
    ).rejects.toThrow("too large to be exact");
  });
});

describe.skipIf(server === undefined)(
  "opening a database of its own (needs TEST_POSTGRES_URL)",
  () => {
    let admin: pg.Client;
    let name: string;
    let url: string;

    beforeEach(async () => {
      admin = new pg.Client({ connectionString: server });
      await admin.connect();
      name = `daybook_test_${Date.now()}_${process.pid}_${randomBytes(4).toString("hex")}`;
      await admin.query(`CREATE DATABASE ${name}`);
      const address = new URL(server ?? "");
      address.pathname = `/${name}`;
      url = address.href;
    });
    afterEach(async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    });

    async function inDatabase(text: string): Promise<unknown[]> {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(text);
      await client.end();
      return rows;
    }

    test("several processes that start at once create it once", async () => {
      const stores = await Promise.all(
        Array.from({ length: 4 }, () => openStore({ url, poolSize: 2 })),
      );
      const steps = await inDatabase("SELECT name FROM migration ORDER BY name");
      expect(steps.length).toBeGreaterThanOrEqual(2);
      await stores[0]?.write((tx) => insertRow(tx, "uom"));
      for (const store of stores) {
        expect(await store.read((tx) => tx.db.select().from(tx.t.uom))).toHaveLength(1);
        await store.close();
      }
    });

    test("a commit is received in every process, also after the listener's connection was cut", async () => {
      const [writer, other] = await Promise.all([openStore({ url }), openStore({ url })]);
      const wait = () => new Promise<void>((resolve) => void other.onCommit(resolve));
      const commit = () =>
        writer.write(async (tx) => {
          await insertRow(tx, "uom");
          await tx.dialect.lockOutbox(tx);
        });
      const first = wait();
      await commit();
      await first;
      // It may have missed something while it was away, so coming back counts as hearing.
      const back = wait();
      await inDatabase(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'daybook listener' AND datname = current_database()",
      );
      await back;
      const second = wait();
      await commit();
      await second;
      await writer.close();
      await other.close();
    });

    test("a connection that is lost in the middle of a job fails that job alone", async () => {
      const store = await openStore({ url, poolSize: 1 });
      const write = store.write(async (tx) => {
        await insertRow(tx, "uom");
        await inDatabase(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()",
        );
        await insertRow(tx, "uom");
      });
      const failure = await write.catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      await store.write((tx) => insertRow(tx, "uom", { code: "after" }));
      expect(
        await store.read((tx) => tx.db.select({ code: tx.t.uom.code }).from(tx.t.uom)),
      ).toEqual([{ code: "after" }]);
      await store.close();
    });

    test("a server that acknowledges before saving is refused", async () => {
      await admin.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
      await expect(openStore({ url })).rejects.toThrow("synchronous_commit is off");
    });

    test("a database with another program's tables is refused and not changed", async () => {
      await inDatabase("CREATE TABLE theirs (id int)");
      await expect(openStore({ url })).rejects.toThrow('tables of another program ("theirs")');
      expect(
        await inDatabase("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"),
      ).toHaveLength(1);
    });

    test("unknown or altered migrations are refused", async () => {
      await (await openStore({ url })).close();
      await inDatabase("INSERT INTO migration VALUES ('9999_later', 'x', 0)");
      await expect(openStore({ url })).rejects.toThrow("newer Daybook");
      await inDatabase(
        "DELETE FROM migration WHERE name = '9999_later'; UPDATE migration SET hash = 'x' WHERE name <> 'triggers'",
      );
      await expect(openStore({ url })).rejects.toThrow("has changed");
    });

    test("a reader may not write, and the error of an unreachable server does not contain its password", async () => {
      await (await openStore({ url })).close();
      const reader = await openStore({ url, readOnly: true });
      await expect(reader.write((tx) => insertRow(tx, "uom"))).rejects.toThrow("reading only");
      await reader.close();
      const nowhere = await openStore({ url: "postgres://owner:geheim@127.0.0.1:1/shop" }).catch(
        (error: unknown) => error,
      );
      expect(nowhere).toBeInstanceOf(StoreRefused);
      expect(String(nowhere)).toContain("shop on 127.0.0.1:1");
      expect(String(nowhere)).not.toContain("geheim");
      expect(dbFailure(nowhere)).toBeNull();
    });
  },
);
