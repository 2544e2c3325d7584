import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { readBackupName } from "@daybook/contract/backups";
import { newId } from "@daybook/contract/uuid";
import { findLastFailure, selectBackupRuns } from "@daybook/core/backups/backup-runs";
import { inspectDatabase } from "@daybook/db/engines/sqlite/backup-file";
import { dataFolder, runCommand, startChild } from "../testing/child-server.ts";
import { oneSale, openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { Till } from "../testing/trade.ts";
import { BackupDesk, backUpOnce } from "./backup-desk.ts";
import type { BackupDeskOptions } from "./backup-desk.ts";
import { BackupFailed } from "./backup-failure.ts";

let data: ReturnType<typeof dataFolder>;
let backups: string;
beforeEach(() => {
  data = dataFolder();
  backups = join(data.path, "backups");
});
afterEach(() => data.remove());

const path = (): string => join(data.path, "daybook.db");
const names = (): string[] => (existsSync(backups) ? readdirSync(backups) : []);

async function openShop(freeBytes?: () => number): Promise<TestServer> {
  const server = await openTestServer({
    config: { storeUrl: `file:${path()}`, allowNetworkFs: true },
    ...(freeBytes && { freeBytes }),
  });
  return server.setUp();
}

function optionsOf(server: TestServer, freeBytes?: () => number): BackupDeskOptions {
  const { work } = server.running;
  const onProblem = (error: unknown): void => {
    throw error;
  };
  return { work, folder: backups, onProblem, freeBytes };
}

function deskOf(server: TestServer, freeBytes?: () => number): BackupDesk {
  return new BackupDesk(optionsOf(server, freeBytes));
}

test("[O4] a backup made while the shop sells is one checked file with everything sold before it, and no sign-in", async () => {
  const server = await openShop();
  const at = await server.stock("MUG", 200);
  const sell = () => server.json("/api/sales", oneSale(at));
  for (let sold = 0; sold < 5; sold++) await sell();
  const desk = deskOf(server);
  const [made] = await Promise.all([desk.make("manual"), ...Array.from({ length: 30 }, sell)]);
  const file = join(backups, made.name);
  expect(names()).toEqual([made.name]);
  expect(readBackupName(made.name)).toMatchObject({ trigger: "manual", encrypted: false });
  expect(inspectDatabase(file)).toEqual(made.facts);
  expect(made.facts).toMatchObject({ shopName: "Corner shop", counts: { products: 1 } });
  expect(made.facts.counts.sales).toBeGreaterThanOrEqual(5);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const sessions = await server.running.work.store.read((tx) => tx.db.select().from(tx.t.session));
  expect(sessions.length).toBe(1);
  // The log of the copy is in it, and deleted rows are overwritten.
  expect(readFileSync(file).includes(sessions[0]?.id ?? "")).toBe(false);
  const [run] = await server.running.work.store.read((tx) => selectBackupRuns(tx));
  expect(run).toMatchObject({
    fileName: made.name,
    sizeBytes: made.sizeBytes,
    sha256: made.sha256,
    counts: made.facts.counts,
    schemaVersion: made.facts.schemaVersion,
  });
  await server.stop();
});

test("[O4] on a disk with too little free space a backup is refused, on record, and nothing is left", async () => {
  const server = await openShop();
  const desk = deskOf(server, () => 500_000_000);
  const failed: unknown = await desk.make("manual").catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(BackupFailed);
  expect(failed).toMatchObject({ why: "no_space" });
  expect(names()).toEqual([]);
  const last = await server.running.work.store.read((tx) => findLastFailure(tx));
  expect(last).toMatchObject({ failure: "no_space", trigger: "manual" });
  await server.stop();
});

test("[O4] a folder that cannot be written fails the backup, not the shop", async () => {
  const server = await openShop();
  writeFileSync(backups, "a file");
  await expect(deskOf(server).make("hourly")).rejects.toMatchObject({ why: "folder_unusable" });
  const at = await server.stock("MUG", 1);
  await server.json("/api/sales", oneSale(at));
  await server.stop();
});

test("[O4] a backup that is due is made, and files from elsewhere are checked and on record", async () => {
  const server = await openShop();
  const desk = deskOf(server);
  await desk.check();
  await desk.check();
  expect(names().map((name) => readBackupName(name)?.trigger)).toEqual(["hourly"]);
  const copied = "daybook-2020-01-01T10-00-00-closing.db";
  writeFileSync(join(backups, copied), readFileSync(join(backups, names()[0] ?? "")));
  writeFileSync(join(backups, "holiday.db"), "not ours");
  await desk.check();
  const runs = await server.running.work.store.read((tx) => selectBackupRuns(tx));
  expect(runs.map(({ fileName }) => fileName)).toContain(copied);
  expect(names()).toContain("holiday.db");
  await server.stop();
});

test("[O4] `shop backup` makes a backup next to a stopped shop and through a running one", async () => {
  const child = await startChild({ dataFolder: data.path });
  await Till.open(child.port, child.setupToken);
  const asked = await runCommand({ dataFolder: data.path, args: ["backup"] });
  expect(asked).toMatchObject({ code: 0, output: expect.stringContaining("was made and checked") });
  await child.end();
  const alone = await runCommand({ dataFolder: data.path, args: ["backup"] });
  expect(alone).toMatchObject({ code: 0, output: expect.stringContaining("was made and checked") });
  expect(names().length).toBe(2);
  for (const name of names())
    expect(inspectDatabase(join(backups, name)).shopName).toBe("Corner shop");
});

test("[O4] each backup is copied to the second place and compared; unplugged, it fails nothing and catches up later", async () => {
  const server = await openShop();
  const disk = dataFolder();
  onTestFinished(() => disk.remove());
  const stick = join(disk.path, "stick");
  const settings = async (secondFolder: string) => {
    const { version } = JSON.parse((await server.get("/api/backup-settings")).text);
    return server.send({
      method: "PATCH",
      path: "/api/backup-settings",
      headers: {
        "content-type": "application/json",
        origin: server.origin,
        cookie: server.cookie,
      },
      body: JSON.stringify({ key: newId(), version, secondFolder }),
    });
  };
  expect((await settings(stick)).status).toBe(422);
  expect((await settings("relative")).status).toBe(422);
  // What is in the data folder is lost with it.
  const inside = join(data.path, "copies");
  const link = join(disk.path, "link");
  mkdirSync(inside);
  symlinkSync(backups, link);
  for (const folder of [data.path, backups, inside, link])
    expect([folder, (await settings(folder)).status]).toEqual([folder, 422]);
  mkdirSync(stick);
  expect((await settings(stick)).status).toBe(200);
  const desk = deskOf(server);
  const state = async () => JSON.parse((await server.get("/api/backups")).text).secondPlace;
  const copies = () => readdirSync(stick).filter((name) => readBackupName(name) !== null);
  // As a command does, which closes the database at once.
  const first = await backUpOnce(optionsOf(server), "manual");
  expect(copies()).toEqual([first.name]);
  expect(readFileSync(join(stick, first.name))).toEqual(readFileSync(join(backups, first.name)));
  expect(await state()).toBe("ok");

  // Unplugged: the folder where the stick was is empty.
  renameSync(stick, `${stick}-away`);
  mkdirSync(stick);
  const second = await desk.make("manual");
  await desk.stop();
  expect(await state()).toBe("unplugged");
  expect(readdirSync(stick)).toEqual([]);
  rmSync(stick, { recursive: true });
  renameSync(`${stick}-away`, stick);
  expect(await state()).toBe("behind");
  await desk.check();
  await desk.stop();
  expect(copies()).toContain(second.name);
  expect(readdirSync(stick).filter((name) => name.endsWith(".part"))).toEqual([]);
  await server.stop();
});
