/**
 * Kills inside every operation on a whole shop: what a recorded process did to its disk is replayed up to a moment, and
 * where files get their final names the process itself is killed.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestContext } from "vitest";
import { readBackupName } from "@daybook/contract/backups";
import { outdatedShops } from "@daybook/core/testing/former-shops";
import { findFacts, inspectDatabase } from "@daybook/db/engines/sqlite/backup-file";
import { hashesOfTables } from "@daybook/db/engines/sqlite/integrity";
import { CrashMaker, writeCrash } from "@daybook/db/testing-disk/crashes";
import { CANNOT_RECORD, canRecord, killedAtRename } from "@daybook/db/testing-disk/recording";
import type { Recording } from "@daybook/db/testing-disk/recording";
import { formerFile } from "@daybook/db/testing-former";
import { loadArchive } from "./commands/load.ts";
import { fingerprintOf } from "./exports/write-shop-archive.ts";
import { dataFolder, runCommand } from "./testing/child-server.ts";
import {
  activeSkus,
  DATABASE,
  importProducts,
  momentsOf,
  problemsOfShop,
  recordCommand,
  recordServer,
  recordUpdate,
  stoppedShop,
} from "./testing/recorded-shop.ts";
import type { StoppedShop } from "./testing/recorded-shop.ts";

const IS_SHORT = process.env["TEST_MATRIX"] === "short";
const KILLS = IS_SHORT ? 5 : 50;
const LONG = { timeout: 240_000 };

let room: ReturnType<typeof dataFolder>;
let shop: StoppedShop;
beforeAll(async () => {
  room = dataFolder();
  shop = await stoppedShop(join(room.path, "shop"));
});
afterAll(() => room.remove());

let serial = 0;
const fresh = (): string => join(room.path, String(++serial));
const urlIn = (folder: string): string => `file:${join(folder, DATABASE)}`;
const skipWithout = (ctx: TestContext): void => ctx.skip(!canRecord(), CANNOT_RECORD);

type Check = (folder: string) => Promise<readonly string[]>;

/** What is wrong after a kill before each of these steps, with the step. */
async function killAt(
  recording: Recording,
  moments: readonly number[],
  problemsIn: Check,
): Promise<string[]> {
  const maker = new CrashMaker(recording);
  const found: string[] = [];
  for (const moment of moments) {
    const folder = fresh();
    mkdirSync(folder);
    writeCrash(
      maker.crash(moment, "kill", () => 0),
      folder,
    );
    found.push(...(await problemsIn(folder)).map((problem) => `before step ${moment}: ${problem}`));
  }
  return found;
}

/** Backups that are not complete. */
function unsoundBackups(folder: string): string[] {
  const backups = join(folder, "backups");
  const names = existsSync(backups) ? readdirSync(backups) : [];
  return names.flatMap((name) => {
    if (readBackupName(name) === null) return [];
    const { counts } = inspectDatabase(join(backups, name));
    return counts.sales > 0 ? [] : [`${name} is not complete`];
  });
}

const salesIn = (folder: string): number => findFacts(join(folder, DATABASE))?.counts.sales ?? -1;

const afterBackup: Check = async (folder) => [
  ...unsoundBackups(folder),
  ...(await problemsOfShop(folder, shop.sales.all)),
];

const afterRestore: Check = async (folder) => {
  const { all, inBackup } = shop.sales;
  const found = await problemsOfShop(folder, all.slice(0, inBackup));
  const kept = join(folder, "replaced");
  const isKept =
    existsSync(kept) && readdirSync(kept).some((name) => salesIn(join(kept, name)) === all.length);
  if (salesIn(folder) !== all.length && !isKept) found.push("the replaced shop is lost");
  const left = readdirSync(folder).filter((name) => name.includes("restor"));
  return [...found, ...left.map((name) => `${name} is left`), ...unsoundBackups(folder)];
};

const afterExport: Check = async (folder) => {
  const file = join(folder, "shop.zip");
  if (existsSync(file)) {
    const loaded = fresh();
    mkdirSync(loaded);
    await loadArchive({ storeUrl: urlIn(loaded), allowNetworkFs: true }, file);
    expect(await fingerprintOf(urlIn(loaded), true)).toBe(await fingerprintOf(urlIn(folder), true));
  }
  return problemsOfShop(folder, shop.sales.all);
};

/** The commands, each with its arguments in a data folder. */
const COMMANDS = {
  backup: () => ["backup"],
  restore: (folder: string) => ["restore", join(folder, "backups", shop.backup), "--yes"],
  export: (folder: string) => ["export", join(folder, "shop.zip")],
};

test(
  `[O4] killed ${KILLS} times inside a backup, the shop is whole and no incomplete file has a final name`,
  LONG,
  async (ctx) => {
    skipWithout(ctx);
    const recording = await recordCommand(shop.folder, fresh(), COMMANDS.backup());
    expect(await killAt(recording, momentsOf(recording, { count: KILLS }), afterBackup)).toEqual(
      [],
    );
  },
);

test(
  `[O5] killed ${KILLS} times inside a restore, the shop is that of before or the restored one, and the replaced one is kept`,
  LONG,
  async (ctx) => {
    skipWithout(ctx);
    const to = fresh();
    const recording = await recordCommand(shop.folder, to, COMMANDS.restore(to));
    const outcomes = new Set<number>();
    const moments = momentsOf(recording, { count: KILLS });
    const problems = await killAt(recording, moments, async (folder) => {
      const found = await afterRestore(folder);
      outcomes.add(salesIn(folder));
      return found;
    });
    expect(problems).toEqual([]);
    expect(outcomes).toEqual(new Set([shop.sales.all.length, shop.sales.inBackup]));
  },
);

test(
  `[I10] killed ${KILLS} times inside an export, its file is complete or not there, and the shop is untouched`,
  LONG,
  async (ctx) => {
    skipWithout(ctx);
    const to = fresh();
    const recording = await recordCommand(shop.folder, to, COMMANDS.export(to));
    const moments = momentsOf(recording, { count: KILLS });
    const before = hashesOfTables(join(shop.folder, DATABASE));
    let complete = 0;
    const problems = await killAt(recording, moments, async (folder) => {
      expect(hashesOfTables(join(folder, DATABASE))).toEqual(before);
      if (existsSync(join(folder, "shop.zip"))) complete++;
      return afterExport(folder);
    });
    expect(problems).toEqual([]);
    expect(complete).toBeGreaterThan(0);
  },
);

const IMPORTED = 120;

test(
  `[I9] killed ${KILLS} times inside an import, the next start has undone it, or it is complete`,
  LONG,
  async (ctx) => {
    skipWithout(ctx);
    const recording = await recordServer(shop.folder, fresh(), (server) =>
      importProducts(server, IMPORTED),
    );
    // From the upload to the end: before it, a server starts.
    const from = recording.steps.findIndex(
      (step) => step.kind === "name" && step.to?.startsWith("imports/") === true,
    );
    const outcomes = new Set<number>();
    const moments = momentsOf(recording, { from, count: KILLS });
    const problems = await killAt(recording, moments, async (folder) => {
      const found = await problemsOfShop(folder, shop.sales.all);
      outcomes.add((await activeSkus(folder)).length);
      return [...found, ...unsoundBackups(folder)];
    });
    expect(problems).toEqual([]);
    expect(outcomes).toEqual(new Set([1, 1 + IMPORTED]));
  },
);

const OUTDATED = outdatedShops("sqlite");

test.for(IS_SHORT ? OUTDATED.slice(-1) : OUTDATED)(
  `[O3] killed ${KILLS} times inside an update from $last, the next start makes what an uninterrupted one makes`,
  LONG,
  async (former, ctx) => {
    skipWithout(ctx);
    const old = fresh();
    mkdirSync(old);
    writeFileSync(join(old, DATABASE), formerFile(former));
    const to = fresh();
    const recording = await recordUpdate(old, to);
    const whole = hashesOfTables(join(to, DATABASE));
    const moments = momentsOf(recording, { count: KILLS });
    const problems = await killAt(recording, moments, async (folder) => {
      const found = await problemsOfShop(folder, []);
      expect(hashesOfTables(join(folder, DATABASE))).toEqual(whole);
      return found;
    });
    expect(problems).toEqual([]);
  },
);

/** The renames that decide: the finished backup and export, the decision to restore, the move and the switch. */
const DECISIVE = [
  ["O4", "backup", 1],
  ["O5", "restore", 2],
  ["O5", "restore", 3],
  ["O5", "restore", 4],
  ["I10", "export", 1],
] as const;
const AFTER = { backup: afterBackup, restore: afterRestore, export: afterExport };

test.for(DECISIVE.filter((_, index) => !IS_SHORT || index % 3 === 2))(
  "[%s] a %s that is killed at its rename number %i leaves a whole shop",
  async ([, name, number], ctx) => {
    skipWithout(ctx);
    const folder = fresh();
    cpSync(shop.folder, folder, { recursive: true });
    const args = COMMANDS[name](folder);
    const { code } = await runCommand({ dataFolder: folder, args, under: killedAtRename(number) });
    expect(code).toBeNull();
    expect(await AFTER[name](folder)).toEqual([]);
  },
);
