import { join } from "node:path";
import type {
  Backup,
  Backups,
  BackupSettings,
  PreviewRestore,
  RestoreBackup,
  RestorePreview,
  RestoreStarted,
  SetBackupPassphrase,
} from "@daybook/contract/backups";
import type { BackupProblem } from "@daybook/contract/backup-failures";
import type { BackupService } from "@daybook/api/server/backups/backup-service";
import {
  findLastFailure,
  isBackupOverdue,
  nextBackupAt,
  selectBackupRuns,
} from "@daybook/core/backups/backup-runs";
import type { BackupRun } from "@daybook/core/backups/backup-runs";
import { readBackupSettings, setBackupKey } from "@daybook/core/backups/backup-settings";
import { findLastDrill } from "@daybook/core/backups/restore-drills";
import { systemActor } from "@daybook/core/context/context";
import type { Who } from "@daybook/core/context/context";
import { isoInstant, isoInstantOrNull } from "@daybook/core/context/instants";
import { refuse } from "@daybook/core/errors/domain-error";
import { recordAudit } from "@daybook/core/writes/audit";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { BackupUnusable } from "@daybook/db/engines/sqlite/backup-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import type { BackupDesk, MadeBackup } from "./backup-desk.ts";
import { findStoreFacts } from "./backup-content.ts";
import { asBackupFailed, BackupFailed } from "./backup-failure.ts";
import { listBackups } from "./backup-folder.ts";
import type { FoundBackup } from "./backup-folder.ts";
import { keptSettings } from "./kept-settings.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { restoreFile } from "./restore-file.ts";
import { runAside } from "./run-aside.ts";
import type { StageOrder } from "./stage-restore.ts";
import { prepareSecondPlace, stateOfSecondPlace } from "./second-place.ts";

export interface ServerBackupsOptions {
  readonly work: UnitOfWork;
  readonly desk: BackupDesk;
  /** Starts the server again, which finishes a restore. */
  readonly restart: () => void;
}

const WHO = { actor: systemActor(0, new Set()), requestId: "backups" };

/** The backups of the real shop for the API. */
export class ServerBackups implements BackupService {
  readonly desk: BackupDesk;
  readonly #options: ServerBackupsOptions;
  #restoring = false;

  constructor(options: ServerBackupsOptions) {
    this.#options = options;
    this.desk = options.desk;
  }

  async list(): Promise<Backups> {
    const { work, desk } = this.#options;
    const known = await work.read(WHO, async (ctx) => ({
      runs: await selectBackupRuns(ctx),
      overdue: await isBackupOverdue(ctx),
      nextAt: isoInstantOrNull(await nextBackupAt(ctx)),
      failed: lastFailureOf(await findLastFailure(ctx)),
      settings: await readBackupSettings(ctx),
      drill: await findLastDrill(ctx),
    }));
    const { runs, overdue, nextAt, failed, settings, drill } = known;
    return {
      items: itemsOf(listBackups(desk.folder), runs),
      folder: desk.folder,
      overdue,
      nextAt,
      lastFailure: failed,
      secondPlace: await stateOfSecondPlace(settings.secondFolder, desk.newest()),
      bucket: desk.bucket.stateFor(desk.newest()),
      drill,
    };
  }

  async get(name: string): Promise<Backup> {
    const { items } = await this.list();
    const found = items.find((item) => item.name === name);
    if (found === undefined) throw refuse("not_found", { entity: "backup", id: name }, "name");
    return found;
  }

  async create(who: Who): Promise<Backup> {
    const { name } = await this.#make(who);
    return this.get(name);
  }

  async backUpBefore(change: "import"): Promise<void> {
    await orFailed(this.#options.desk.make(change));
  }

  async prepareFolder(folder: string): Promise<void> {
    await prepareSecondPlace(folder, this.desk.home).catch(() => {
      throw refuse("folder_unusable", {}, "secondFolder");
    });
  }

  /** The key pair is made in a thread, because it needs much memory for a moment. */
  async setPassphrase(input: SetBackupPassphrase, who: Who): Promise<BackupSettings> {
    const { version, passphrase } = input;
    const key = passphrase === null ? null : await runAside("makeKey", { passphrase });
    return this.#options.work.write(who, (ctx) => setBackupKey(ctx, version, key));
  }

  async preview({ name, passphrase }: PreviewRestore): Promise<RestorePreview> {
    const { desk } = this.#options;
    await this.get(name);
    const order = { source: join(desk.folder, name), passphrase, home: desk.home };
    await orUnusable(refuseChanged(this.#options.work.store, { ...order, name }));
    const { facts } = await orUnusable(runAside("inspect", order));
    const now = await findStoreFacts(desk.url);
    if (facts.shopName === null) throw refuse("backup_unusable", { problem: "no_shop" }, "name");
    return { name, backup: contentsOf(facts), now: contentsOf(now ?? facts) };
  }

  async restore({ name, shopName, passphrase }: RestoreBackup, who: Who): Promise<RestoreStarted> {
    const { backup } = await this.preview({ name, passphrase });
    if (shopName !== backup.shopName) throw refuse("shop_name_differs", {}, "shopName");
    const source = join(this.#options.desk.folder, name);
    const replacedFolder = await orUnusable(
      this.restoreFrom({ source, passphrase, name, by: who.actor.name, acceptDifferences: false }),
    );
    return { replacedFolder };
  }

  /** Restores a file, and starts the server again. Throws `BackupUnusable` and `BackupFailed`. */
  async restoreFrom(
    order: Pick<StageOrder, "source" | "passphrase" | "name" | "by" | "acceptDifferences">,
  ): Promise<string> {
    const { work, desk, restart } = this.#options;
    if (this.#restoring) throw new BackupFailed("failed", "a backup is being restored already");
    this.#restoring = true;
    try {
      if (!order.acceptDifferences) await refuseChanged(work.store, order);
      const others = listBackups(desk.folder).map((file) => join(desk.folder, file.name));
      const settings = await keptSettings(work);
      const whole = { ...order, url: desk.url, home: desk.home, others, settings };
      const folder = await restoreFile(whole, async () => {
        if (settings !== null) await desk.make("restore");
      });
      restart();
      return folder;
    } finally {
      this.#restoring = false;
    }
  }

  async #make(who: Who): Promise<MadeBackup> {
    const { work, desk } = this.#options;
    const made = await orFailed(desk.make("manual"));
    await work.write(who, (ctx) =>
      recordAudit(ctx, { action: "backups.create", entity: "backup", entityId: made.name }),
    );
    return made;
  }
}

function lastFailureOf(run: BackupRun | null): Backups["lastFailure"] {
  if (run === null || run.failure === null) return null;
  return { at: isoInstant(run.startedAt), why: run.failure };
}

/** Newest first; what no run knows is not checked yet. */
function itemsOf(files: readonly FoundBackup[], runs: readonly BackupRun[]): Backup[] {
  const runOf = new Map(runs.map((run) => [run.fileName, run]));
  return files
    .map((file) => ({ file, run: runOf.get(file.name) ?? null }))
    .toSorted((a, b) => madeAt(b) - madeAt(a))
    .map(({ file, run }) => ({
      name: file.name,
      trigger: file.trigger,
      madeAt: isoInstant(madeAt({ file, run })),
      sizeBytes: file.sizeBytes,
      checked: run !== null && run.sizeBytes === file.sizeBytes,
      encrypted: file.encrypted,
      schemaVersion: run?.schemaVersion ?? null,
      lastSaleAt: isoInstantOrNull(run?.lastSaleAt ?? null),
      counts: run?.counts ?? null,
    }));
}

function madeAt(one: { readonly file: FoundBackup; readonly run: BackupRun | null }): number {
  return one.run?.startedAt ?? one.file.writtenAt;
}

function contentsOf({ shopName, schemaVersion, lastSaleAt, counts }: DatabaseFacts) {
  return {
    shopName: shopName ?? "",
    schemaVersion,
    lastSaleAt: isoInstantOrNull(lastSaleAt),
    counts,
  };
}

/** A file that cannot be used is a refusal, and so is a disk without space for it. */
export async function orUnusable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BackupUnusable)
      throw refuse("backup_unusable", { problem: error.problem }, fieldOf(error.problem));
    throw refuse("backup_failed", { why: asBackupFailed(error).why });
  }
}

function fieldOf(problem: BackupProblem): "name" | "passphrase" {
  return problem === "passphrase_needed" || problem === "passphrase_wrong" ? "passphrase" : "name";
}

async function orFailed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof BackupFailed)) throw error;
    throw refuse("backup_failed", { why: error.why });
  }
}
