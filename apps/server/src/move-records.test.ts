import { mkdtempSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFilledFile } from "@daybook/db/testing";
import { findFacts } from "@daybook/db/engines/sqlite/backup-file";
import { decideReplacement, finishReplacement } from "@daybook/db/engines/sqlite/replace-file";
import type { Who } from "@daybook/core/context/context";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { YEARS_LATER } from "@daybook/core/testing/aged-shop";
import { tradingShop } from "@daybook/core/testing/trading-shop";
import { backupFolderOf } from "./backups/backup-folder.ts";
import { stageRestore } from "./backups/stage-restore.ts";
import { runTask } from "./backups/tasks.ts";
import { describeArchive, moveRecords, serverArchives } from "./move-records.ts";
import { ARCHIVE_PATH } from "./routes/command-routes.ts";
import { openTestServer } from "./testing/test-server.ts";
import { verifyStore } from "./verify-store.ts";

let file: Awaited<ReturnType<typeof createFilledFile>>;
let owner: Who;
beforeEach(async () => {
  file = await createFilledFile(async (store) => {
    const { shop } = await tradingShop({ store });
    owner = shop.as("owner");
  });
});
afterEach(() => file.remove());

const clock = () => YEARS_LATER;
const config = () => ({
  storeUrl: `file:${file.path}`,
  dataFolder: dirname(file.path),
  allowNetworkFs: true,
});
const folder = () => dirname(file.path);
const archivesIn = (where: string): string[] =>
  readdirSync(where).filter((name) => name.startsWith("archive"));
const verify = async (path: string) => (await verifyStore(`file:${path}`)).clean;

test("[O10] the command moves records through a running server, which stops for it and starts again", async () => {
  const moves: (() => Promise<string>)[] = [];
  const open = () =>
    openTestServer({ config: config(), clock, onMove: (move) => void moves.push(move) });
  let server = await open();
  const order = (what: unknown) =>
    server.post(
      ARCHIVE_PATH,
      { order: what },
      {
        authorization: `Bearer ${server.running.commandToken}`,
      },
    );
  expect((await server.post(ARCHIVE_PATH, { order: "back" })).status).toBe(404);
  expect((await order({ beforeYear: 1 })).status).toBe(400);
  expect(await order("back")).toMatchObject({ status: 409 });
  const recent = await order({ beforeYear: 2028 });
  expect(recent).toMatchObject({ status: 409 });
  expect(recent.text).toContain("Choose 2027 or earlier.");
  expect(moves).toEqual([]);
  expect(await order({ beforeYear: 2027 })).toMatchObject({ status: 200 });
  await server.stop();
  expect(await moves[0]?.()).toContain("Records of the years before 2027 are archived");

  server = await open();
  expect(archivesIn(folder()).length).toBe(1);
  expect(await verify(file.path)).toBe(true);
  expect(await order("back")).toMatchObject({ status: 200 });
  await server.stop();
  expect(await moves[1]?.()).toBe("No records are archived: all are in the database.\n");
  expect(await verify(file.path)).toBe(true);
});

test("[O10] an owner moves records on the page: checked at once, moved while the server is stopped, on record", async () => {
  const moves: (() => Promise<string>)[] = [];
  const store = await file.open();
  const work = createUnitOfWork({ store, clock });
  const onMove = (move: () => Promise<string>): void => void moves.push(move);
  const archives = serverArchives({ work, config: config(), clock, onMove });
  await expect(archives?.start({ beforeYear: 2028 }, owner)).rejects.toThrow("2027");
  expect(moves).toEqual([]);
  await archives?.start({ beforeYear: 2027 }, owner);
  await store.close();
  expect(await moves[0]?.()).toContain("Records of the years before 2027 are archived");

  const moved = await file.open();
  const entries = await moved.read(({ db, t }) => db.select().from(t.auditEntry));
  expect(entries.filter(({ action }) => action === "archives.move")).toMatchObject([
    { userId: owner.actor.userId, entityId: "2027" },
  ]);
  await moved.close();
  const inMemory = { ...config(), storeUrl: "memory:" };
  expect(serverArchives({ work, config: inMemory, clock, onMove })).toBeNull();
});

test("[O10] [O4] [O5] a backup contains the archived records, and a restored shop has all of them", async () => {
  await moveRecords(config(), { beforeYear: 2027 }, { clock });
  const [archive = ""] = archivesIn(folder());
  const backups = backupFolderOf(config());
  const source = join(backups, "first.db");
  const { facts } = await runTask("copy", { url: config().storeUrl, target: source });
  expect(facts.counts).toEqual(findFacts(file.path)?.counts);
  expect(archivesIn(backups)).toEqual([]);

  // The database itself is restored too, from the folder with its archive.
  for (const from of [source, file.path]) {
    const path = join(mkdtempSync(join(folder(), "elsewhere-")), "daybook.db");
    const url = `file:${path}`;
    const order = { source: from, name: "first.db", url, home: folder(), passphrase: "" };
    await stageRestore({ ...order, others: [], by: "", acceptDifferences: false, settings: null });
    decideReplacement(path, "before");
    finishReplacement(path);
    expect(await verify(path)).toBe(true);
    expect(await describeArchive({ storeUrl: url, allowNetworkFs: true })).toContain(
      "No records are archived",
    );
  }

  renameSync(join(folder(), archive), join(folder(), `kept-${archive}`));
  await expect(file.open()).rejects.toThrow(archive);
  renameSync(join(folder(), `kept-${archive}`), join(folder(), archive));
  await moveRecords(config(), "back", { clock });
  expect(archivesIn(folder())).toEqual([]);
});
