/** A full disk, and one that is unplugged, in the middle of every operation on a whole shop. */
import { cpSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { FORMER_SHOPS } from "@daybook/core/testing/former-shops";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { hashesOfTables } from "@daybook/db/engines/sqlite/integrity";
import { openStore } from "@daybook/db/open-store";
import { StoreRefused } from "@daybook/db/store-error";
import { formerFile } from "@daybook/db/testing-former";
import { BackupDesk } from "./backups/backup-desk.ts";
import { whyNotRestored } from "./backups/describe-restore.ts";
import {
  copyToSecondPlace,
  prepareSecondPlace,
  stateOfSecondPlace,
} from "./backups/second-place.ts";
import { stageRestore } from "./backups/stage-restore.ts";
import { saveImportFile } from "./import-files.ts";
import { dataFolder, startChild } from "./testing/child-server.ts";
import {
  activeSkus,
  DATABASE,
  previewProducts,
  problemsOfShop,
  stoppedShop,
} from "./testing/recorded-shop.ts";
import type { StoppedShop } from "./testing/recorded-shop.ts";
import { fillDisk, freeDisk, SmallDisks } from "./testing/small-disk.ts";
import { Till } from "./testing/trade.ts";

const disks = new SmallDisks();
let room: ReturnType<typeof dataFolder>;
let shop: StoppedShop;
beforeAll(async () => {
  room = dataFolder();
  shop = await stoppedShop(join(room.path, "shop"));
});
afterEach(() => disks.removeAll());
afterAll(() => room.remove());

const KB = 1024;
const databaseIn = (at: string): string => join(at, DATABASE);
const partsIn = (at: string): string[] =>
  readdirSync(at, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.part|restor/.test(name),
  );

test("[O3] an update on a disk that gets full changes nothing and says so, and is made once there is space", async (ctx) => {
  const [former] = FORMER_SHOPS;
  if (former === undefined) throw new Error("there is a former shop");
  const at = disks.make(ctx, "16m");
  const url = `file:${databaseIn(at)}`;
  writeFileSync(databaseIn(at), formerFile(former));
  const before = hashesOfTables(databaseIn(at));
  const { size } = statSync(databaseIn(at));
  // While it is copied, and while it is changed.
  for (const left of [100 * KB, size - 8 * KB, size + 40 * KB]) {
    fillDisk(at, left);
    const error = await openStore({ url }).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(StoreRefused);
    expect(String(error)).toMatch(
      / was undone at "\w+", so nothing has changed: the disk is full\. Free some space/,
    );
    expect(partsIn(at)).toEqual([]);
    expect(hashesOfTables(databaseIn(at))).toEqual(before);
  }
  freeDisk(at);
  await (await openStore({ url })).close();
  expect(await problemsOfShop(at, [])).toEqual([]);
});

test("[O5] a restore on a disk that gets full leaves the shop as it is, and nothing else", async (ctx) => {
  const at = disks.make(ctx, "16m");
  cpSync(shop.folder, at, { recursive: true });
  const source = join(at, "backups", shop.backup);
  const before = hashesOfTables(databaseIn(at));
  const { size } = statSync(source);
  const name = shop.backup;
  const order = {
    source,
    name,
    passphrase: "",
    home: at,
    url: `file:${databaseIn(at)}`,
    others: [],
    by: "",
    acceptDifferences: false,
    settings: null,
  };
  // While it is copied, and while it is prepared.
  for (const left of [100 * KB, size - 8 * KB, size + 20 * KB, size + 60 * KB]) {
    fillDisk(at, left);
    const error: unknown = await stageRestore(order).catch((failed: unknown) => failed);
    expect(whyNotRestored(error)).toMatch(/too little free space.*\nNothing was changed/s);
    expect(partsIn(at)).toEqual([]);
    expect(hashesOfTables(databaseIn(at))).toEqual(before);
  }
  freeDisk(at);
  expect(await problemsOfShop(at, shop.sales.all)).toEqual([]);
});

/** All tables but those in which a backup that failed is on record. */
const hashesWithoutBackups = (at: string) => ({
  ...hashesOfTables(databaseIn(at)),
  backup_run: "",
  outbox_event: "",
  sqlite_sequence: "",
});

test("[O4] a backup on a disk that gets full is refused, and nothing else changes", async (ctx) => {
  const at = disks.make(ctx, "16m");
  cpSync(shop.folder, at, { recursive: true });
  const store = await openStore({ url: `file:${databaseIn(at)}`, allowNetworkFs: true });
  onTestFinished(() => store.close());
  const problems: unknown[] = [];
  const desk = new BackupDesk({
    work: createUnitOfWork({ store, clock: Date.now }),
    folder: join(at, "backups"),
    onProblem: (error) => void problems.push(error),
    // It had space when it was asked.
    freeBytes: () => 2 ** 40,
  });
  const before = hashesWithoutBackups(at);
  const { size } = statSync(databaseIn(at));
  for (const left of [100 * KB, size - 8 * KB]) {
    fillDisk(at, left);
    await expect(desk.make("manual")).rejects.toMatchObject({ why: "no_space" });
    expect(readdirSync(join(at, "backups"))).toEqual([shop.backup]);
  }
  freeDisk(at);
  expect(hashesWithoutBackups(at)).toEqual(before);
  expect(problems).toEqual([]);
});

test("[I9] an import on a disk that gets full is undone when there is space again, and says why", async (ctx) => {
  const at = disks.make(ctx, "32m");
  cpSync(shop.folder, at, { recursive: true });
  const server = await startChild({ dataFolder: at });
  onTestFinished(async () => void (await server.end()));
  const till = await Till.signIn(server.port);
  onTestFinished(() => till.close());
  const { id, batch, state } = await previewProducts(till, 600);
  fillDisk(at, 600 * KB);
  await till.post(`/api/imports/${id}/commit`, { key: newId() });
  await expect.poll(() => server.output()).toContain("SQLITE_FULL");
  expect(["committing", "undoing"]).toContain(await state());
  freeDisk(at);
  await expect.poll(state).toBe("failed");
  expect(await batch()).toMatchObject({ failure: "storage_full" });
  expect(await activeSkus(at)).toEqual(["MUG"]);
});

test("[O4] a second place that is unplugged while a backup is copied to it fails nothing, and gets it later", async (ctx) => {
  const at = join(room.path, "with-stick");
  cpSync(shop.folder, at, { recursive: true });
  const stick = disks.make(ctx, "16m");
  await prepareSecondPlace(stick, at);
  const file = { name: shop.backup, path: join(at, "backups", shop.backup) };
  // It gets full in the middle.
  fillDisk(stick, statSync(file.path).size - 8 * KB);
  await expect(copyToSecondPlace(stick, file, Date.now())).rejects.toThrow("ENOSPC");
  freeDisk(stick);
  expect(readdirSync(stick)).toEqual([".daybook-backups"]);
  const sizeBytes = statSync(file.path).size;
  const state = () => stateOfSecondPlace(stick, { name: shop.backup, sizeBytes });
  expect(await state()).toBe("behind");
  // Its folder stays, empty, on the disk of the shop.
  const copying = copyToSecondPlace(stick, file, Date.now());
  disks.unplug(stick);
  await copying.catch((error: unknown) => expect(String(error)).toMatch(/ENOENT|EIO/));
  expect([await state(), readdirSync(stick)]).toEqual(["unplugged", []]);
});

test("[I9] a file to import that the disk has no space for is refused with the reason, and nothing of it stays", async (ctx) => {
  const at = disks.make(ctx, "1m");
  fillDisk(at, 100 * KB);
  const body = Readable.from([Buffer.alloc(300 * KB, 1)]);
  await expect(saveImportFile(at, body)).rejects.toMatchObject({
    reason: { code: "storage_full" },
  });
  expect(readdirSync(at)).toEqual(["ballast"]);
});
