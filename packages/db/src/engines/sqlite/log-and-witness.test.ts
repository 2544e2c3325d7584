import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TillId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { openStore } from "../../open-store.ts";
import type { OpenOptions } from "../../open-store.ts";
import { StoreInUseError } from "../../store-error.ts";
import { insertRow } from "../../testing-rows.ts";
import type { Store } from "../../types.ts";
import { belongs, readLogNumber, readStamp } from "./log-stamp.ts";
import { missingReceipts, readWitness } from "./witness.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-log-"));
  path = join(folder, "shop.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (options: Partial<OpenOptions> = {}) => openStore({ url: `file:${path}`, ...options });
const refusal = async (options: Partial<OpenOptions> = {}) => {
  const error: unknown = await open(options).then(
    (store) => store.close().then(() => new Error("opened")),
    (thrown: unknown) => thrown,
  );
  return String(error);
};

/** A receipt as the witness knows one: the next number of its device, with a change in the outbox. */
const sell = (store: Store) =>
  store.write(async (tx) => {
    await tx.db
      .insert(tx.t.device)
      .values({
        publicId: newId<TillId>(),
        name: "Till",
        kind: "till",
        receiptPrefix: "S",
        lastSeq: 1,
        createdAt: 0,
      })
      .onConflictDoUpdate({
        target: tx.t.device.receiptPrefix,
        set: { lastSeq: sql`${tx.t.device.lastSeq} + 1` },
      });
    await tx.db.insert(tx.t.outboxEvent).values({ topic: "sales", ids: [], at: 0 });
  });
const lastReceipt = (store: Store) =>
  store.read(async (tx) => {
    const [row] = await tx.db.select({ last: tx.t.device.lastSeq }).from(tx.t.device);
    return row?.last ?? 0;
  });

/** What a killed process leaves: the files as they are at this moment, in another folder. */
function killed(): string {
  const left = mkdtempSync(join(tmpdir(), "daybook-killed-"));
  for (const name of readdirSync(folder))
    if (!name.endsWith("-shm")) copyFileSync(join(folder, name), join(left, name));
  return left;
}

/** Replaces the closed files with those that a killed process left. */
function comeBack(left: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const name of readdirSync(left)) copyFileSync(join(left, name), join(folder, name));
  rmSync(left, { recursive: true });
}

/** Makes this many sales and kills the process; the files stay as the kill left them. */
async function sellAndBeKilled(sales: number): Promise<void> {
  const store = await open();
  for (let sale = 0; sale < sales; sale++) await sell(store);
  const left = killed();
  await store.close();
  comeBack(left);
}

describe("[fault C5] a log is applied to its own database only", () => {
  test("after a kill it belongs to this database, and no notice is given", async () => {
    await sellAndBeKilled(20);
    const store = await open();
    expect([await lastReceipt(store), store.notices]).toEqual([20, []]);
    await store.close();
  });

  test("next to a copy of an earlier day it is set aside, complete, and its receipts are listed", async () => {
    await sellAndBeKilled(5);
    await (await open()).close();
    const copy = readFileSync(path);
    await sellAndBeKilled(7);
    const log = readFileSync(`${path}-wal`);
    writeFileSync(path, copy);
    const message = await refusal();
    expect(message).toContain("belongs to another file; it was not used and is kept as");
    expect(message).toContain("the receipts S-6 to S-12 are missing");
    const [aside = ""] = readdirSync(folder).filter((name) => name.includes("-wal.aside-"));
    expect(readFileSync(join(folder, aside)).equals(log)).toBe(true);
    const store = await open({ acceptLoss: true });
    expect(await lastReceipt(store)).toBe(5);
    expect(store.notices.map(({ action }) => action)).toEqual([
      "database.acceptLoss",
      "database.setWitnessAside",
    ]);
    await store.close();
    expect((await reopened()).notices).toEqual([]);
  });

  test("next to a copy made in the same run it is set aside once the log has started again since", async () => {
    const store = await open();
    await sell(store);
    const copy = readFileSync(path);
    for (let turn = 0; turn < 3; turn++) await fillLog(store);
    await sell(store);
    const left = killed();
    await store.close();
    comeBack(left);
    writeFileSync(path, copy);
    expect(await refusal()).toContain("belongs to another file");
  });

  test("at every moment of a run the file and the log belong together", async () => {
    const store = await open();
    const seen = new Set<number>();
    for (let round = 0; round < 8; round++) {
      await (round % 3 === 2 ? sell(store) : fillLog(store));
      const left = killed();
      const stamp = readStamp(join(left, "shop.db"));
      const number = readLogNumber(join(left, "shop.db-wal"));
      if (stamp === null || number === null) throw new Error("a stamp and a log");
      expect([belongs(number, stamp), stamp.closed]).toEqual([true, false]);
      seen.add(number);
      rmSync(left, { recursive: true });
    }
    expect(seen.size).toBeGreaterThan(2);
    await store.close();
    expect(readStamp(path)?.closed).toBe(true);
  });

  test("a database from before there were stamps applies its log as before", async () => {
    await sellAndBeKilled(3);
    const store = await open();
    await store.write((tx) => tx.db.run(sql`DROP TABLE file_stamp`));
    await sell(store);
    const left = killed();
    await store.write((tx) =>
      tx.db.run(sql`CREATE TABLE file_stamp (id INTEGER, log TEXT, books TEXT)`),
    );
    await store.close();
    comeBack(left);
    const next = await open();
    expect([await lastReceipt(next), next.notices]).toEqual([4, []]);
    await next.close();
  });
});

describe("[fault C10] the witness detects a truncated log", () => {
  test("every truncation that loses receipts is refused, with their numbers", async () => {
    await sellAndBeKilled(30);
    const left = killed();
    const whole = statSync(`${path}-wal`).size;
    for (const share of [0.99, 0.9, 0.6, 0.3, 0]) {
      truncateSync(`${path}-wal`, Math.floor(whole * share));
      const message = await refusal();
      expect(message).toMatch(/the receipts? S-\d+( to S-30)? (is|are) missing|receipts S-30 are/);
      comeBack(left);
      if (share > 0) mkdirSync(left);
      for (const name of readdirSync(folder))
        if (share > 0) copyFileSync(join(folder, name), join(left, name));
    }
  });

  test("a missing log is detected too", async () => {
    await sellAndBeKilled(4);
    rmSync(`${path}-wal`);
    expect(await refusal()).toContain("the receipts S-1 to S-4 are missing");
  });

  test("[fault C2] the copy made when the file was moved is named", async () => {
    await sellAndBeKilled(4);
    rmSync(`${path}-wal`);
    const copy = join(folder, "shop-rescue-2026-11-30T03-24-26.db");
    writeFileSync(copy, "");
    expect(await refusal()).toContain(`restore a copy (${copy}), or`);
  });

  test("missing receipts are listed one by one and device by device", () => {
    const before = { books: "b", seq: 9, receipts: { S: 9, T: 4, U: 2 } };
    const now = { books: "b", seq: 5, receipts: { S: 6, T: 3, U: 2 } };
    expect(missingReceipts(before, now)).toEqual(["S-7 to S-9", "T-4"]);
    expect(missingReceipts(now, before)).toEqual([]);
  });

  test.each([
    ["half written", "cannot be read", () => truncateSync(`${path}.witness`, 20)],
    ["empty", "cannot be read", () => truncateSync(`${path}.witness`, 0)],
    ["gone", "is missing", () => rmSync(`${path}.witness`)],
  ])(
    "a witness that is %s after a kill is reported, because the missing receipts are unknown",
    async (_how, why, spoil) => {
      await sellAndBeKilled(4);
      expect(readWitness(path)).toMatchObject({ seq: 4, receipts: { S: 4 } });
      spoil();
      expect(readWitness(path)).toBeNull();
      const store = await open();
      expect(store.notices).toEqual([
        { action: "database.noWitness", sentence: expect.stringContaining(why) },
      ]);
      await store.close();
      expect((await reopened()).notices).toEqual([]);
    },
  );
});

describe("[fault C11] a file that was copied without its log", () => {
  test("is not opened as if it were complete", async () => {
    const store = await open();
    for (let sale = 0; sale < 3; sale++) await sell(store);
    const elsewhere = mkdtempSync(join(tmpdir(), "daybook-copy-"));
    copyFileSync(path, join(elsewhere, "shop.db"));
    await store.close();
    rmSync(folder, { recursive: true });
    folder = elsewhere;
    path = join(folder, "shop.db");
    expect(await refusal()).toContain("copied or moved without its log");
    const accepted = await open({ acceptLoss: true });
    expect(accepted.notices).toHaveLength(1);
    await accepted.close();
    expect((await reopened()).notices).toEqual([]);
  });

  test("is complete after a normal stop", async () => {
    const store = await open();
    for (let sale = 0; sale < 3; sale++) await sell(store);
    await store.close();
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    copyFileSync(path, join(elsewhere, "shop.db"));
    path = join(elsewhere, "shop.db");
    const next = await open();
    expect([await lastReceipt(next), next.notices]).toEqual([3, []]);
    await next.close();
  });
});

describe("[fault C3] one file is opened for writing once, under any name", () => {
  test.each([
    ["a hard link in another folder", (other: string) => linkSync(path, join(other, "shop.db"))],
    ["a link to the file", (other: string) => symlinkSync(path, join(other, "shop.db"))],
  ])("%s", async (...[, link]) => {
    const store = await open();
    await sell(store);
    const other = join(folder, "other");
    mkdirSync(other);
    link(other);
    await expect(openStore({ url: `file:${join(other, "shop.db")}` })).rejects.toThrow(
      StoreInUseError,
    );
    await sell(store);
    expect(await lastReceipt(store)).toBe(2);
    await store.close();
    const next = await openStore({ url: `file:${join(other, "shop.db")}` });
    expect(await lastReceipt(next)).toBe(2);
    await next.close();
  });
});

describe("[fault C4] a missing database is not created again", () => {
  test("through a link to a disk that is not connected", async () => {
    symlinkSync(join(folder, "stick", "shop.db"), path);
    const message = await refusal();
    expect(message).toContain(`${path} is a link to ${join(folder, "stick", "shop.db")}`);
    expect(message).toContain("--new");
    expect(readdirSync(folder)).toEqual(["shop.db"]);
  });

  test("in a folder that is a link to a disk that is not connected", async () => {
    symlinkSync(join(folder, "stick"), join(folder, "books"));
    path = join(folder, "books", "shop.db");
    expect(await refusal()).toContain(`is a link to ${join(folder, "stick")}`);
  });

  test.each([
    "shop.db.lock",
    "shop.db.witness",
    "shop.db.before-0001_b.bak",
    "shop-rescue-2026-01-01T00-00-00.db",
    "README.txt",
  ])("if there is %s", async (trace) => {
    writeFileSync(join(folder, trace), "");
    const message = await refusal({ traces: ["README.txt"] });
    expect(message).toContain(
      `${path} is missing, and ${join(folder, trace)} shows that it was there`,
    );
    expect(readdirSync(folder)).toEqual([trace]);
  });

  test("but is created on request, and after a first start that was interrupted", async () => {
    await sellAndBeKilled(2);
    rmSync(path);
    rmSync(`${path}-wal`);
    expect(await refusal()).toContain("is missing, and");
    const store = await open({ createNew: true });
    expect([await lastReceipt(store), store.notices]).toEqual([0, []]);
    await store.close();
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    writeFileSync(`${path}.lock`, "");
    writeFileSync(`${path}.new`, "half made");
    await (await open()).close();
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});

/** Opens again, closes, and answers what was said. */
async function reopened(): Promise<Store> {
  const store = await open();
  await store.close();
  return store;
}

/** Writes more than the length at which a log is carried into the file. */
async function fillLog(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (let row = 0; row < 4_500; row++)
      await insertRow(tx, "uom", { code: `${Math.random()}`, name: "x".repeat(3_500) });
  });
  // The log is checkpointed between two batches.
  await sell(store);
}
