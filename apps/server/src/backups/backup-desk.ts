import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackupTrigger } from "@daybook/contract/backups";
import { localInstant } from "@daybook/contract/business-time";
import {
  findDueBackup,
  forgetBackup,
  readShopState,
  recordBackupRun,
  selectBackupRuns,
} from "@daybook/core/backups/backup-runs";
import type { NewBackupRun, ShopState } from "@daybook/core/backups/backup-runs";
import { readBackupSettings } from "@daybook/core/backups/backup-settings";
import type { BackupSettingsRow } from "@daybook/core/backups/backup-settings";
import { isDrillDue, recordDrill } from "@daybook/core/backups/restore-drills";
import type { DrillResult } from "@daybook/core/backups/restore-drills";
import { backupsToRemove } from "@daybook/core/backups/retention";
import { systemActor } from "@daybook/core/context/context";
import { findShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { BackupUnusable } from "@daybook/db/engines/sqlite/backup-file";
import { formOf, unpackedSize } from "./backup-content.ts";
import type { Bucket } from "./bucket.ts";
import { BucketCopies } from "./bucket-copies.ts";
import { asBackupFailed } from "./backup-failure.ts";
import type { BackupFailed } from "./backup-failure.ts";
import {
  freeBytesOf,
  freeName,
  listBackups,
  prepareBackupFolder,
  publishPart,
  refuseFullDisk,
  removeParts,
  sizeOfDatabase,
} from "./backup-folder.ts";
import type { FoundBackup, FreeBytes } from "./backup-folder.ts";
import { removeTemporary } from "./drill.ts";
import type { BackupKey } from "./encryption.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { runAside } from "./run-aside.ts";
import { copyToSecondPlace, stateOfSecondPlace } from "./second-place.ts";
import { syncWhile } from "./sync-while.ts";
import type { CheckedFile } from "./tasks.ts";

export interface BackupDeskOptions {
  readonly work: UnitOfWork;
  /** The folder `backups` in the data folder. */
  readonly folder: string;
  readonly onProblem: (error: unknown) => void;
  readonly freeBytes?: FreeBytes | undefined;
  /** A bucket that the newest backup is copied to. */
  readonly bucket?: Bucket | null;
}

/** A backup that was made, with its file. */
export interface MadeBackup extends CheckedFile {
  readonly name: string;
  readonly trigger: BackupTrigger;
}

/** Also before the first check: a starting server first answers waiting clients. */
const CHECK_EVERY_MS = 60_000;
const WHO = { actor: systemActor(0, new Set()), requestId: "backup" };

/** Makes the backups of one database, one at a time, and removes old ones. */
export class BackupDesk {
  readonly folder: string;
  /** The URL of the database. */
  readonly url: string;
  /** The data folder, where temporary files are made. */
  readonly home: string;
  readonly bucket: BucketCopies;
  readonly #options: BackupDeskOptions;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  /** The copy to the second place in progress: a slow disk there delays no backup. */
  #copying: Promise<void> | null = null;
  readonly #unreadable = new Set<string>();

  constructor(options: BackupDeskOptions) {
    this.#options = options;
    this.folder = options.folder;
    this.url = options.work.store.url;
    this.home = dirname(options.folder);
    this.bucket = new BucketCopies(options.bucket ?? null);
  }

  /** Removes what a crash has left, and from now on makes backups when they are due. */
  start(): void {
    removeParts(this.folder);
    removeTemporary(this.home);
    this.#timer = setInterval(
      () => void this.check().then(() => this.#drillIfDue()),
      CHECK_EVERY_MS,
    );
    this.#timer.unref();
  }

  /** Waits for the backup in progress and for its copies in other places, which need the open database. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn.catch(() => undefined);
    await this.#copying;
  }

  /** Makes the backup that is due, if one is. A failure is on record and reported. */
  async check(): Promise<void> {
    const { work, onProblem } = this.#options;
    try {
      await this.#inTurn(async () => {
        await this.#adopt();
        const here = { hasFiles: this.newest() !== null };
        const due = await work.read(WHO, (ctx) => findDueBackup(ctx, here));
        if (due !== null) await this.#make(due);
      });
      this.#copyNewest();
    } catch (error) {
      onProblem(error);
    }
  }

  /** Makes a backup now. Throws `BackupFailed`; nothing with a final name is left then. */
  async make(trigger: BackupTrigger): Promise<MadeBackup> {
    const made = await this.#inTurn(() => this.#make(trigger));
    this.#copyNewest();
    return made;
  }

  /** Not after a closing: people are at the tills then. */
  async #drillIfDue(): Promise<void> {
    const { work, onProblem } = this.#options;
    try {
      if (await work.read(WHO, isDrillDue)) await this.drill();
    } catch (error) {
      onProblem(error);
    }
  }

  /**
   * Tries to restore the newest backup; the result is on record. Without its passphrase an encrypted one cannot be read,
   * so a new backup is made, and tried before its encryption. Null if there is none.
   */
  drill(): Promise<DrillResult | null> {
    return this.#inTurn(async () => {
      const newest = this.newest();
      if (newest === null) return null;
      if (!newest.encrypted) return this.#try(newest.name, join(this.folder, newest.name));
      let result: DrillResult | null = null;
      await this.#make("hourly", async (name, plain) => {
        result = await this.#try(name, plain);
      });
      return result;
    });
  }

  async #try(fileName: string, source: string): Promise<DrillResult> {
    const { work } = this.#options;
    const startedAt = work.clock();
    const began = performance.now();
    const problem = await this.#problemOf(fileName, source);
    const tookMs = Math.round(performance.now() - began);
    const result = { fileName, startedAt, tookMs, problem };
    await work.write(WHO, (ctx) => recordDrill(ctx, result));
    return result;
  }

  /** Why a backup cannot be restored; null if it can. */
  async #problemOf(name: string, source: string): Promise<string | null> {
    const { freeBytes = freeBytesOf, onProblem } = this.#options;
    try {
      refuseFullDisk(this.home, 2 * unpackedSize(source), freeBytes);
      await refuseChanged(this.#options.work.store, { name, source });
      await runAside("drill", { source, name, passphrase: "", home: this.home });
      return null;
    } catch (error) {
      onProblem(error);
      return error instanceof BackupUnusable ? error.problem : asBackupFailed(error).why;
    }
  }

  /** Brings the other places up to date, as far as they are there. A failure is reported, and tried again later. */
  #copyNewest(): void {
    const { onProblem } = this.#options;
    this.#copying ??= this.#copy()
      .catch(onProblem)
      .then(() => this.#send())
      .catch(onProblem)
      .finally(() => (this.#copying = null));
  }

  async #send(): Promise<void> {
    const newest = this.newest();
    if (newest === null) return;
    const { name, sizeBytes } = newest;
    const file = { name, sizeBytes, path: join(this.folder, name) };
    await this.bucket.update(file, this.#options.work.clock());
  }

  async #copy(): Promise<void> {
    const { work } = this.#options;
    const { secondFolder } = await work.store.read(readBackupSettings);
    const newest = this.newest();
    if (newest === null) return;
    if ((await stateOfSecondPlace(secondFolder, newest)) !== "behind") return;
    const file = { name: newest.name, path: join(this.folder, newest.name) };
    await copyToSecondPlace(secondFolder, file, work.clock());
  }

  /** The newest backup in the folder; null if there is none. */
  newest(): FoundBackup | null {
    const found = listBackups(this.folder).toSorted((a, b) => b.writtenAt - a.writtenAt);
    return found[0] ?? null;
  }

  #inTurn<T>(fn: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(fn, fn);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #make(trigger: BackupTrigger, onCopied?: OnCopied): Promise<MadeBackup> {
    const { work } = this.#options;
    const startedAt = work.clock();
    // Read before the copy: a change that is only in the copy is in the next backup too.
    const state = await work.read(WHO, readShopState);
    const run = { trigger, startedAt, ...state };
    let made: MadeBackup;
    try {
      made = await this.#write(trigger, startedAt, onCopied);
    } catch (error) {
      const failed = asBackupFailed(error);
      await this.#record({ ...run, fileName: null, failure: failed.why, detail: failed.message });
      throw failed;
    }
    await this.#record({ ...run, ...recordOf(made) });
    // The backup is complete, whatever happens to the old ones.
    await this.#removeOld().catch(this.#options.onProblem);
    return made;
  }

  async #write(
    trigger: BackupTrigger,
    startedAt: number,
    onCopied?: OnCopied,
  ): Promise<MadeBackup> {
    const { work, freeBytes = freeBytesOf } = this.#options;
    const key = keyOf(await work.read(WHO, readBackupSettings));
    prepareBackupFolder(this.folder);
    refuseFullDisk(this.folder, this.#expectedSize() * (key === null ? 1 : 2), freeBytes);
    const kind = { trigger, form: formOf(this.url), encrypted: key !== null };
    const { name, part } = freeName(this.folder, await this.#localTime(startedAt), kind);
    const copy = key === null ? part : `${part}.part`;
    try {
      const { facts, ...file } = await syncWhile(copy, () =>
        runAside("copy", { url: this.url, target: copy }),
      );
      await onCopied?.(name, copy);
      const made =
        key === null
          ? file
          : await syncWhile(part, () => runAside("encrypt", { source: copy, target: part, key }));
      publishPart(this.folder, name);
      return { name, trigger, facts, ...made };
    } finally {
      for (const path of [copy, part]) rmSync(path, { force: true });
    }
  }

  /** The size of a file is known; that of an archive is about as that of the last one. */
  #expectedSize(): number {
    if (this.url.startsWith("file:")) return sizeOfDatabase(this.url.slice("file:".length));
    return 2 * (this.newest()?.sizeBytes ?? 0);
  }

  async #localTime(at: number): Promise<string> {
    const shop = await this.#options.work.read(WHO, findShop);
    return localInstant(shop?.timeZone ?? "UTC", new Date(at).toISOString());
  }

  async #record(run: Partial<NewBackupRun> & RunStart): Promise<void> {
    const { work } = this.#options;
    const finishedAt = work.clock();
    await work.write(WHO, (ctx) =>
      recordBackupRun(ctx, {
        fileName: null,
        sizeBytes: 0,
        sha256: null,
        schemaVersion: 0,
        lastSaleAt: null,
        counts: null,
        failure: null,
        detail: "",
        finishedAt,
        ...run,
      }),
    );
  }

  /** Records what is in files that no run made: those of before a restore, or that were copied here. */
  async #adopt(): Promise<void> {
    const { work } = this.#options;
    const known = new Set((await work.read(WHO, selectBackupRuns)).map(({ fileName }) => fileName));
    for (const file of listBackups(this.folder)) {
      if (known.has(file.name) || this.#unreadable.has(file.name) || file.encrypted) continue;
      try {
        const checked = await runAside("inspect", {
          source: join(this.folder, file.name),
          passphrase: "",
          home: this.home,
        });
        const start = { trigger: file.trigger, startedAt: file.writtenAt };
        // It may have been made of another database: it proves nothing about what is saved of this one.
        const unknown = { lastChange: 0, lastClosing: 0 };
        await this.#record({ ...start, ...unknown, ...recordOf({ name: file.name, ...checked }) });
      } catch (error) {
        this.#unreadable.add(file.name);
        this.#options.onProblem(error);
      }
    }
  }

  async #removeOld(): Promise<void> {
    const { work } = this.#options;
    const found = listBackups(this.folder);
    const runs = await work.read(WHO, selectBackupRuns);
    const startOf = new Map(runs.map((run) => [run.fileName, run.startedAt]));
    const old = backupsToRemove(
      found.map((file) => ({ ...file, ...momentOf(file, startOf) })),
      work.clock(),
    );
    for (const name of old) rmSync(join(this.folder, name), { force: true });
    // Another server on the same database may have made the others, in its own folder.
    if (work.store.engine === "postgres") return;
    const present = new Set(listBackups(this.folder).map(({ name }) => name));
    const gone = runs.flatMap(({ fileName }) =>
      fileName === null || present.has(fileName) ? [] : [fileName],
    );
    if (gone.length > 0)
      await work.write(WHO, async (ctx) => {
        for (const name of gone) await forgetBackup(ctx, name);
      });
  }
}

/** Makes one backup of a database that no server has open, and waits until it is also in the second place. */
export async function backUpOnce(
  options: BackupDeskOptions,
  trigger: BackupTrigger,
): Promise<MadeBackup> {
  const desk = new BackupDesk(options);
  try {
    return await desk.make(trigger);
  } finally {
    await desk.stop();
  }
}

/** Called with the name of a backup and its copy of the database, before it is encrypted and gets its name. */
type OnCopied = (name: string, copy: string) => Promise<void>;

type RunStart = ShopState & Pick<NewBackupRun, "trigger" | "startedAt">;

function recordOf(made: Omit<MadeBackup, "trigger">): Partial<NewBackupRun> {
  const { name, facts, sizeBytes, sha256 } = made;
  const { schemaVersion, lastSaleAt, counts } = facts;
  return { fileName: name, sizeBytes, sha256, schemaVersion, lastSaleAt, counts };
}

/** A file that is on record was checked, and its time is that of the record. */
function momentOf(file: FoundBackup, startOf: ReadonlyMap<string | null, number>) {
  const startedAt = startOf.get(file.name);
  return { madeAt: startedAt ?? file.writtenAt, checked: startedAt !== undefined };
}

function keyOf({ recipient, lockedIdentity }: BackupSettingsRow): BackupKey | null {
  return recipient === null || lockedIdentity === null ? null : { recipient, lockedIdentity };
}

/** A backup in a sentence for the terminal. */
export function describeBackup(folder: string, { name, sizeBytes, facts }: MadeBackup): string {
  const megabytes = (sizeBytes / 1_000_000).toFixed(1);
  const { sales, products } = facts.counts;
  return `The backup ${join(folder, name)} was made and checked (${megabytes} MB, ${sales} sales, ${products} products).\n`;
}

/** The reason of a failure in a sentence for the terminal. */
export function sentenceOf(error: BackupFailed): string {
  const details = ` (${error.message})`;
  switch (error.why) {
    case "no_space":
      return `The disk has too little free space for a backup${details}; free some and try again.\n`;
    case "folder_unusable":
      return `The folder for backups cannot be written${details}; check its disk and its permissions.\n`;
    case "check_failed":
      return `The backup was not kept, because it does not contain what the database contains${details}; run \`npm run shop -- verify\`.\n`;
    case "failed":
      return `The backup failed${details}.\n`;
  }
}
