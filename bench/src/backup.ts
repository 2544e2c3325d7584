/** A backup while tills sell, and a restore with proof, next to a plain copy of the same bytes. */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Bench } from "./bench.ts";
import { startChild } from "./child.ts";
import { copyDatabase } from "./databases.ts";
import type { DatabaseFile } from "./databases.ts";
import { atMostMs, median } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { sellAtTills } from "./one-till.ts";
import type { Desk } from "./one-till.ts";
import { runCommand } from "./run-command.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";
import { watched } from "./watched.ts";

const TILLS = 16;
/** Sales per request to the seller: it is asked again until the backup is made. */
const SALES_AT_ONCE = 320;
const GIGABYTE = 1e9;
/** The backup may take this many times as long as the copy, and so many seconds per gigabyte in addition. */
const TIMES_COPY = 3;
const SECONDS_PER_GB = 5;
const WORST_SALE_MS = 500;
const STALL_MS = 50;
const RESTORE_SECONDS_PER_GB = 60;
const COPIES = 3;

export async function measureBackup({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.largeHistory), join(folder, "saved"));
  const gigabytes = statSync(books.path).size / GIGABYTE;
  const copySeconds = copyTime(books);
  const server = await startServer(books.folder);
  const seller = startChild<SellJob, Sold>("seller");
  const desk: Desk = { server, seller, books };
  try {
    // Warm-up, and the same sales without a backup.
    await sell(desk);
    const alone = await watched(server, () => sell(desk));
    const saving = runCommand(books.folder, ["backup"]);
    const beside = await watched(server, () => sellUntil(desk, saving));
    await server.stop();
    const backupSeconds = lastBackupSeconds(books);
    const restored = await runCommand(books.folder, ["restore", newestBackup(books), "--yes"]);
    return figures({
      gigabytes,
      copySeconds,
      backupSeconds,
      alone: { worstMs: Math.max(...alone.result), stallMs: alone.stallMs },
      beside: { worstMs: Math.max(...beside.result), stallMs: beside.stallMs },
      restoreSeconds: restored.seconds,
    });
  } finally {
    seller.stop();
    await server.stop();
  }
}

/** The time of a copy of the same bytes to the same disk, in seconds. */
function copyTime({ path }: DatabaseFile): number {
  const target = `${path}.copy`;
  const took = Array.from({ length: COPIES }, () => {
    const startedAt = performance.now();
    copyFileSync(path, target);
    const file = openSync(target, "r+");
    fsyncSync(file);
    closeSync(file);
    const seconds = (performance.now() - startedAt) / 1000;
    rmSync(target);
    return seconds;
  });
  return median(took);
}

/** Returns the time of every sale in milliseconds. */
function sell(desk: Desk): Promise<readonly number[]> {
  return sellAtTills(desk, { tills: TILLS, sales: SALES_AT_ONCE });
}

async function sellUntil(desk: Desk, saving: Promise<unknown>): Promise<readonly number[]> {
  let isOver = false;
  const ending = saving.finally(() => (isOver = true));
  const latenciesMs: number[] = [];
  while (!isOver) latenciesMs.push(...(await sell(desk)));
  await ending;
  return latenciesMs;
}

/** Without the start of the command's process. */
function lastBackupSeconds({ path }: DatabaseFile): number {
  const db = new Database(path, { readonly: true });
  const text = "SELECT finished_at - started_at FROM backup_run ORDER BY id DESC LIMIT 1";
  const ms = Number(db.prepare(text).pluck().get());
  db.close();
  return ms / 1000;
}

function newestBackup({ folder }: DatabaseFile): string {
  const name = readdirSync(join(folder, "backups")).toSorted().at(-1) ?? "";
  return join(folder, "backups", name);
}

interface Measured {
  readonly gigabytes: number;
  readonly copySeconds: number;
  readonly backupSeconds: number;
  readonly alone: Selling;
  readonly beside: Selling;
  readonly restoreSeconds: number;
}

interface Selling {
  readonly worstMs: number;
  readonly stallMs: number;
}

function figures(measured: Measured): Figure[] {
  const { gigabytes, copySeconds, backupSeconds, alone, beside, restoreSeconds } = measured;
  const allowed = TIMES_COPY * copySeconds + SECONDS_PER_GB * gigabytes;
  const size = `${gigabytes.toFixed(2)} GB`;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    {
      what: `backup of ${size} while ${TILLS} tills sell`,
      measured: `${backupSeconds.toFixed(1)} s`,
      yardstick: `${TIMES_COPY} synced copies of ${copySeconds.toFixed(2)} s + ${SECONDS_PER_GB} s per GB`,
      ...atMostMs(Math.round(backupSeconds * 1000), Math.round(allowed * 1000)),
    },
    {
      what: "worst sale beside a backup",
      measured: ms(beside.worstMs),
      yardstick: `without a backup ${ms(alone.worstMs)}`,
      ...atMostMs(beside.worstMs, WORST_SALE_MS),
    },
    {
      what: "longest wait for /healthz beside a backup",
      measured: ms(beside.stallMs),
      yardstick: `without a backup ${ms(alone.stallMs)}`,
      ...atMostMs(beside.stallMs, STALL_MS),
    },
    {
      what: `restore of ${size} with every check`,
      measured: `${restoreSeconds.toFixed(1)} s = ${(restoreSeconds / gigabytes).toFixed(0)} s per GB`,
      yardstick: "with a backup of the present",
      ...atMostMs(restoreSeconds * 1000, Math.round(RESTORE_SECONDS_PER_GB * 1000 * gigabytes)),
    },
  ];
}
