/** Cuts the power while tills sell, by replaying what a recorded server did to its disk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { TestContext } from "vitest";
import { SeededRandom } from "@daybook/core/sample/seeded-random";
import { problemsAfterCrash } from "@daybook/core/testing/problems-after-crash";
import { inspectDatabase } from "@daybook/db/engines/sqlite/backup-file";
import {
  afterRandomCrashes,
  CrashMaker,
  POWER_CUTS,
  withoutSyncs,
  writeCrash,
} from "@daybook/db/testing-disk/crashes";
import type { Crash } from "@daybook/db/testing-disk/crashes";
import {
  CANNOT_RECORD,
  canRecord,
  readRecording,
  recordedBy,
} from "@daybook/db/testing-disk/recording";
import type { Recording } from "@daybook/db/testing-disk/recording";
import { TRACES } from "./read-me.ts";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { Till } from "./testing/trade.ts";

/** A cut takes a tenth of a second, most of it for opening the database and verifying all records. */
const CUTS = process.env["TEST_MATRIX"] === "short" ? 24 : 200;
const TILLS = 3;
const SALES = 60;

interface Recorded {
  readonly recording: Recording;
  /** The ids of the sales and the name of the backup. */
  readonly sales: readonly string[];
  readonly backup: string;
  readonly pepper: Buffer;
}
let recorded: Recorded;

/** From the first start in an empty folder to the end: setup, sales at several tills at once, and a backup. */
async function record(): Promise<Recorded> {
  const folder = dataFolder();
  const outside = dataFolder();
  const trace = join(outside.path, "trace");
  const server = await startChild({ dataFolder: folder.path, under: recordedBy(trace) });
  const owner = await Till.open(server.port, server.setupToken);
  const place = await owner.stock("MUG", SALES);
  const sales: string[] = [];
  const sellAll = async (till: Till): Promise<void> => {
    for (let sale = 0; sale < SALES / TILLS; sale++)
      sales.push(JSON.parse((await till.sell(place)).text).id);
    till.close();
  };
  await Promise.all(Array.from({ length: TILLS }, () => sellAll(owner.at(server.port))));
  const { name: backup } = JSON.parse((await owner.post("/api/backups", {})).text);
  owner.close();
  await server.end();
  const recording = readRecording(trace, folder.path);
  expectReplayed(recording, folder.path);
  const pepper = readFileSync(join(folder.path, "pin-pepper"));
  for (const made of [folder, outside]) made.remove();
  return { recording, sales, backup, pepper };
}

/** The replay of every step makes the folder that is there. */
function expectReplayed(recording: Recording, folder: string): void {
  const { files } = new CrashMaker(recording).crash(recording.steps.length, "kill", () => 0);
  const there = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect([...files.keys()].toSorted()).toEqual(there.toSorted());
  for (const [path, bytes] of files)
    if (bytes !== null) expect(bytes.equals(readFileSync(join(folder, path))), path).toBe(true);
}

beforeAll(async () => {
  if (canRecord()) recorded = await record();
});

const skipWithout = (ctx: TestContext): void => ctx.skip(!canRecord(), CANNOT_RECORD);

/** A number from 0 up to 1, the same ones in each run. */
function seeded(seed: number): () => number {
  const random = new SeededRandom(seed);
  return () => (random.upTo(2 ** 32) - 1) / 2 ** 32;
}

async function problemsOf(crash: Crash): Promise<string[]> {
  const folder = dataFolder();
  try {
    writeCrash(crash, folder.path);
    const { answered, files } = crash;
    const { backup, pepper } = recorded;
    const sales = new Set(recorded.sales.filter((id) => answered.has(id)));
    const path = join(folder.path, "daybook.db");
    const problems = await problemsAfterCrash({ path, traces: TRACES, sales });
    if (answered.size > 0 && files.get("pin-pepper")?.equals(pepper) !== true)
      problems.push("the secret of the PINs is lost");
    const found = files.has(join("backups", backup))
      ? inspectDatabase(join(folder.path, "backups", backup)).counts.sales
      : 0;
    if (found !== (answered.has(backup) || found > 0 ? SALES : 0))
      problems.push(`the backup has ${found} sales`);
    return problems;
  } finally {
    folder.remove();
  }
}

test(`[O11] after ${CUTS} power cuts while ${TILLS} tills sell, no acknowledged sale is lost or there twice, and nothing is damaged`, async (ctx) => {
  skipWithout(ctx);
  for (const [seed, mode] of POWER_CUTS.entries()) {
    const crashes = { mode, crashes: Math.ceil(CUTS / POWER_CUTS.length), random: seeded(seed) };
    expect(await afterRandomCrashes(recorded.recording, crashes, problemsOf)).toEqual([]);
  }
}, 240_000);

test("[O11] a server that did not sync its log would lose acknowledged sales, which the replay finds", async (ctx) => {
  skipWithout(ctx);
  const unsynced = withoutSyncs(recorded.recording, "-wal");
  const crashes = { mode: "dropped", crashes: 12, random: seeded(1) } as const;
  const problems = await afterRandomCrashes(unsynced, crashes, problemsOf);
  expect(
    problems.filter((problem) => /lost: \d+ acknowledged sales|receipts .* missing/.test(problem))
      .length,
  ).toBeGreaterThan(3);
});
