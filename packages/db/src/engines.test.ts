import { and, eq, getTableName, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { dbFailure } from "./db-error.ts";
import { APPEND_ONLY } from "./schema/guards.ts";
import { tables } from "./schema/tables.ts";
import { prepared } from "./statement.ts";
import { insertRow } from "./testing-rows.ts";
import { createTestDatabase } from "./testing.ts";
import type { TestEngine } from "./testing.ts";
import type { Store, Tables, WriteTx } from "./types.ts";

const server = process.env["TEST_POSTGRES_URL"];
const ENGINES: readonly TestEngine[] = ["sqlite", "pglite", "postgres"];

/** What the database said to a write, in our words. */
async function refusalOf(store: Store, work: (tx: WriteTx) => Promise<unknown>) {
  return store.write(work).then(
    () => "accepted" as const,
    (error: unknown) => dbFailure(error) ?? error,
  );
}

describe.each(ENGINES)("on %s", (engine) => {
  const here = test.skipIf(engine === "postgres" && server === undefined);
  let store: Store;

  beforeEach(async (context) => {
    if (engine === "postgres" && server === undefined)
      context.skip("TEST_POSTGRES_URL names no server");
    store = await createTestDatabase(engine);
  });
  afterAll(() => store?.close());

  here("a refused job leaves nothing behind", async () => {
    const refusal = store.write(async (tx) => {
      await insertRow(tx, "uom");
      throw new Error("no");
    });
    await expect(refusal).rejects.toThrow("no");
    expect(await store.read((tx) => tx.db.select().from(tx.t.uom))).toEqual([]);
  });

  here("each test starts with an empty database", async () => {
    for (const table of Object.values(tables)) {
      const key = Object.keys(tables).find((name) => Reflect.get(tables, name) === table) ?? "";
      // safe because the key was just found among the tables
      const rows = await store.read((tx) => tx.db.select().from(tx.t[key as keyof Tables]));
      expect([key, rows.length]).toEqual([key, 0]);
    }
  });

  here(
    "identities start at one, and numbers, booleans and JSON are read back unchanged",
    async () => {
      await store.write((tx) =>
        tx.db.insert(tx.t.uom).values({ code: "each", name: "Each", kind: "count" }),
      );
      const big = 9_007_199_254_740_991;
      const [event] = await store.write((tx) =>
        tx.db
          .insert(tx.t.outboxEvent)
          .values({ topic: "stock", ids: ["a", "b"], at: big })
          .returning(),
      );
      expect(event).toEqual({ seq: 1, topic: "stock", ids: ["a", "b"], at: big });
      const [figures] = await store.read((tx) =>
        tx.db
          .select({
            sum: sql<number>`sum(${tx.t.outboxEvent.at})`,
            count: sql<number>`count(*)`,
            most: sql<number>`max(${tx.t.outboxEvent.at})`,
            mean: sql<number>`avg(${tx.t.uom.id})`,
          })
          .from(tx.t.outboxEvent)
          .innerJoin(tx.t.uom, eq(tx.t.uom.id, tx.t.outboxEvent.seq)),
      );
      expect(figures).toEqual({ sum: big, count: 1, most: big, mean: 1 });
      await store.write((tx) => insertRow(tx, "barcode"));
      const [barcode] = await store.read((tx) => tx.db.select().from(tx.t.barcode));
      expect(Object.values(barcode ?? {})).toContain(false);
    },
  );

  here(
    "an outer join without a match gives null, and a match with empty columns does not",
    async () => {
      await store.write(async (tx) => {
        await insertRow(tx, "product", { id: 7 });
        await insertRow(tx, "stockValue", { productId: 7, onHandMilli: 5, valueMinor: 0 });
        await insertRow(tx, "product", { id: 8 });
      });
      const rows = await store.read((tx) =>
        tx.db
          .select({
            product: { id: tx.t.product.id },
            level: tx.t.stockValue,
            category: tx.t.category,
          })
          .from(tx.t.product)
          .leftJoin(tx.t.stockValue, eq(tx.t.stockValue.productId, tx.t.product.id))
          .leftJoin(tx.t.category, eq(tx.t.category.id, tx.t.product.categoryId))
          .where(sql`${tx.t.product.id} >= 7`)
          .orderBy(tx.t.product.id),
      );
      expect(rows).toMatchObject([
        { product: { id: 7 }, level: { productId: 7, onHandMilli: 5 }, category: null },
        { product: { id: 8 }, level: null, category: null },
      ]);
    },
  );

  here(
    "a prepared statement is built once per connection and accepts new values each time",
    async () => {
      let built = 0;
      const find = prepared((db, t) => {
        built++;
        return db
          .select({ id: t.uom.id })
          .from(t.uom)
          .where(and(eq(t.uom.code, sql.placeholder("code")), eq(t.uom.kind, "count")))
          .prepare();
      });
      await store.write(async (tx) => {
        await insertRow(tx, "uom", { code: "a", kind: "count" });
        await insertRow(tx, "uom", { code: "b", kind: "count" });
      });
      const ask = (code: string) => store.read((tx) => find(tx).execute({ code }));
      expect([await ask("a"), await ask("b"), await ask("c")]).toEqual([
        [{ id: 1 }],
        [{ id: 2 }],
        [],
      ]);
      expect(built).toBe(1);
      await expect(store.read((tx) => find(tx).execute({}))).rejects.toThrow(
        'needs a value for "code"',
      );
    },
  );

  here("errors have the same names", async () => {
    await store.write((tx) => insertRow(tx, "product"));
    await store.write((tx) => insertRow(tx, "uom", { id: 9, code: "kg" }));
    await store.write((tx) => insertRow(tx, "stockLevel", { lotId: 0 }));
    expect(await refusalOf(store, (tx) => insertRow(tx, "uom", { code: "kg" }))).toEqual({
      kind: "unique",
      name: "uom_code_unique",
    });
    expect(await refusalOf(store, (tx) => insertRow(tx, "uom", { id: 9 }))).toEqual({
      kind: "unique",
      name: "uom_pkey",
    });
    expect(await refusalOf(store, (tx) => insertRow(tx, "stockLevel", { lotId: 0 }))).toEqual({
      kind: "unique",
      name: "stock_level_pk",
    });
    expect(await refusalOf(store, (tx) => insertRow(tx, "uom", { name: null }))).toEqual({
      kind: "not_null",
      name: "uom.name",
    });
    expect(
      await refusalOf(store, (tx) => insertRow(tx, "product", { quantityStepMilli: 0 })),
    ).toEqual({
      kind: "check",
      name: "product_quantity_step",
    });
    expect(
      await refusalOf(store, (tx) => insertRow(tx, "barcode", { productId: 99 })),
    ).toMatchObject({
      kind: "foreign_key",
    });
    expect(dbFailure(new Error("anything else"))).toBeNull();
  });

  here("the error of a duplicate ledger row has the name of its key", async () => {
    await store.write((tx) => insertRow(tx, "movement", { publicId: "m" }));
    await store.write((tx) => insertRow(tx, "movement", { reverses: 1 }));
    const again = (values: Record<string, unknown>) =>
      refusalOf(store, (tx) => insertRow(tx, "movement", values));
    expect(await again({ reverses: 1 })).toEqual({ kind: "unique", name: "movement_reverses" });
    expect(await again({ publicId: "m" })).toEqual({
      kind: "unique",
      name: "movement_public_id_unique",
    });
    expect(await again({ id: 1 })).toEqual({ kind: "unique", name: "movement_pkey" });
  });

  here(
    "[L4] a movement has a positive quantity and at least one end, and two ends differ",
    async () => {
      await store.write((tx) => insertRow(tx, "location", { id: 1 }));
      const check = (values: Record<string, unknown>) =>
        refusalOf(store, (tx) => insertRow(tx, "movement", values));
      expect(await check({ quantityMilli: 0 })).toEqual({
        kind: "check",
        name: "movement_quantity",
      });
      expect(await check({ quantityMilli: -1_000 })).toEqual({
        kind: "check",
        name: "movement_quantity",
      });
      expect(await check({ toLocationId: null })).toEqual({
        kind: "check",
        name: "movement_one_end",
      });
      expect(await check({ fromLocationId: 1, toLocationId: 1 })).toEqual({
        kind: "check",
        name: "movement_two_places",
      });
      expect(await check({ kind: "transfer" })).toEqual({
        kind: "check",
        name: "movement_transfer_ends",
      });
      expect(await check({ kind: "waste" })).toEqual({ kind: "check", name: "movement_reason" });
      expect(await check({ fromLocationId: 1, toLocationId: null, kind: "sale" })).toBe("accepted");
      expect(await check({ fromLocationId: null, toLocationId: 1 })).toBe("accepted");
    },
  );

  here(
    "[L4] a movement is a multiple of the product's step, and a product tracked by lot names its lot",
    async () => {
      await store.write(async (tx) => {
        await insertRow(tx, "product", { id: 1, quantityStepMilli: 250 });
        await insertRow(tx, "product", { id: 2, tracking: "lot" });
      });
      const check = (values: Record<string, unknown>) =>
        refusalOf(store, (tx) => insertRow(tx, "movement", values));
      expect(await check({ productId: 1, quantityMilli: 300 })).toEqual({
        kind: "guard",
        name: "quantity_step",
      });
      expect(await check({ productId: 1, quantityMilli: 750 })).toBe("accepted");
      expect(await check({ productId: 2 })).toEqual({ kind: "guard", name: "lot_required" });
    },
  );

  here("[L8] the database itself refuses a level below zero", async () => {
    await store.write((tx) => insertRow(tx, "stockLevel", { onHandMilli: 2_000, lotId: 0 }));
    const take = (quantity: number) =>
      refusalOf(store, (tx) =>
        tx.db
          .update(tx.t.stockLevel)
          .set({ onHandMilli: sql`${tx.t.stockLevel.onHandMilli} - ${quantity}` }),
      );
    expect(await take(1_500)).toBe("accepted");
    expect(await take(1_500)).toEqual({ kind: "check", name: "stock_level_not_negative" });
    const [level] = await store.read((tx) => tx.db.select().from(tx.t.stockLevel));
    expect(level?.onHandMilli).toBe(500);
  });

  here("a fraction of a minor unit is refused, not rounded", async () => {
    const failure = await refusalOf(store, (tx) =>
      insertRow(tx, "stockValue", { valueMinor: 666.67 }),
    );
    expect(failure).not.toBe("accepted");
    expect(await store.read((tx) => tx.db.select().from(tx.t.stockValue))).toEqual([]);
  });

  here.each(APPEND_ONLY)("rows of %s cannot be changed or deleted", async (key) => {
    await store.write((tx) => insertRow(tx, key));
    const before = await store.read((tx) => tx.db.select().from(tx.t[key]));
    expect(before.length).toBeGreaterThan(0);
    const refused = { kind: "append_only", name: getTableName(tables[key]) };
    const [property] = Object.keys(before[0] ?? {}).slice(-1);
    const changed = { [property ?? ""]: Reflect.get(before[0] ?? {}, property ?? "") };
    // safe because the value was read from this very column
    expect(await refusalOf(store, (tx) => tx.db.update(tx.t[key]).set(changed as never))).toEqual(
      refused,
    );
    expect(await refusalOf(store, (tx) => tx.db.delete(tx.t[key]))).toEqual(refused);
    expect(await store.read((tx) => tx.db.select().from(tx.t[key]))).toEqual(before);
  });

  here("a sale never changes; an update that writes what is there holds its row", async () => {
    await store.write((tx) => insertRow(tx, "sale", { id: 1 }));
    const set = (values: Record<string, unknown>) =>
      refusalOf(store, (tx) => tx.db.update(tx.t.sale).set(values).where(eq(tx.t.sale.id, 1)));
    expect(await set({ totalMinor: 4, netMinor: 2 })).toEqual({
      kind: "append_only",
      name: "sale",
    });
    expect(await set({ kind: sql`kind` })).toBe("accepted");
    expect(await refusalOf(store, (tx) => tx.db.delete(tx.t.sale))).toEqual({
      kind: "append_only",
      name: "sale",
    });
  });

  here("a listener is notified of each commit that wrote and of no other", async () => {
    let notified = 0;
    let resolveNotified: () => void = () => undefined;
    const isNotified = new Promise<void>((resolve) => (resolveNotified = resolve));
    const stop = store.onCommit(() => {
      notified++;
      resolveNotified();
    });
    await store.write(async () => "nothing written");
    await expect(store.write((tx) => insertRow(tx, "uom", { name: null }))).rejects.toThrow("uom");
    expect(notified).toBe(0);
    await store.write(async (tx) => {
      await insertRow(tx, "uom");
      await tx.dialect.lockOutbox(tx);
    });
    await isNotified;
    expect(notified).toBe(1);
    stop();
  });

  here("a snapshot shows one moment over several statements", async () => {
    await store.write((tx) => insertRow(tx, "uom"));
    let written: Promise<unknown> = Promise.resolve();
    const counts = await store.snapshot(async (tx) => {
      const count = async () => (await tx.db.select().from(tx.t.uom)).length;
      const first = await count();
      written = store.write((other) => insertRow(other, "uom"));
      // A macrotask lets the other writer get as far as this engine allows while the snapshot is open.
      await new Promise((resolve) => setImmediate(resolve));
      return [first, await count()];
    });
    await written;
    expect(counts).toEqual([1, 1]);
    expect((await store.read((tx) => tx.db.select().from(tx.t.uom))).length).toBe(2);
  });

  here("lockStock inserts the missing rows on the engine that needs to lock them", async () => {
    await store.write(async (tx) => {
      await insertRow(tx, "product", { id: 1 });
      await insertRow(tx, "product", { id: 2 });
      await insertRow(tx, "stockValue", { productId: 2, onHandMilli: 3, valueMinor: 9 });
      await tx.dialect.lockStock(tx, [2, 1, 2]);
      await tx.dialect.lockStock(tx, []);
    });
    const rows = await store.read((tx) =>
      tx.db.select().from(tx.t.stockValue).orderBy(tx.t.stockValue.productId),
    );
    const found = rows.map((row) => [row.productId, row.onHandMilli, row.valueMinor]);
    expect(found).toEqual(
      engine === "sqlite"
        ? [[2, 3, 9]]
        : [
            [1, 0, 0],
            [2, 3, 9],
          ],
    );
  });
});
