import type { ArchiveService } from "@daybook/api/server/archives/archive-service";
import type { ArchiveOrder } from "@daybook/contract/archives";
import { archiveLimit, findArchive, getArchive, purgeLimit } from "@daybook/core/archives/archives";
import { archiveYears, bringBackYears, purgeYears } from "@daybook/core/archives/move-years";
import { systemActor } from "@daybook/core/context/context";
import type { Who } from "@daybook/core/context/context";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { findShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { archiveIn, removeArchive } from "@daybook/db/engines/sqlite/archive-file";
import { openStore } from "@daybook/db/open-store";
import { StoreRefused } from "@daybook/db/store-error";
import { DomainError } from "@daybook/core/errors/domain-error";
import { backUpOnce, sentenceOf } from "./backups/backup-desk.ts";
import { BackupFailed } from "./backups/backup-failure.ts";
import { backupFolderOf } from "./backups/backup-folder.ts";
import type { Config } from "./env.ts";
import { withReadOnlyStore } from "./with-read-only-store.ts";

const AS_COMMAND: Who = { actor: systemActor(0, new Set()), requestId: "command: archive" };

interface MoveOptions {
  readonly clock?: () => number;
  /** On record with the move; the command line by default. */
  readonly who?: Who;
}

type MoveConfig = Pick<Config, "storeUrl" | "allowNetworkFs" | "dataFolder">;

/** Refuses what cannot move, without moving anything. */
export async function checkMove(
  work: UnitOfWork,
  order: ArchiveOrder,
  who: Who = AS_COMMAND,
): Promise<void> {
  if (order === "back") await work.read(who, getArchive);
  else if ("purgeBefore" in order)
    await work.read(who, (ctx) => purgeLimit(ctx, { beforeYear: order.purgeBefore }));
  else await work.read(who, (ctx) => archiveLimit(ctx, order));
}

interface ServerArchivesOptions {
  readonly work: UnitOfWork;
  readonly config: MoveConfig;
  readonly clock: () => number;
  /** The server is stopped, `move` awaited, and the server started again. */
  readonly onMove: ((move: () => Promise<string>) => void) | undefined;
}

/** The archive of the real shop for the API; null for a database in memory, or if nobody can stop the server. */
export function serverArchives({
  work,
  config,
  clock,
  onMove,
}: ServerArchivesOptions): ArchiveService | null {
  if (onMove === undefined || config.storeUrl === "memory:") return null;
  return {
    async start(order, who) {
      await checkMove(work, order, who);
      onMove(() => moveRecords(config, order, { clock, who }));
    },
  };
}

/**
 * Moves the records while no server has the database open (SQLite), or beside the servers (PostgreSQL). The shop is backed
 * up first. Returns what happened, in sentences for the terminal. Refuses as `archiveYears` and `bringBackYears`; throws
 * `StoreInUseError`, `StoreRefused` and `BackupFailed`.
 */
export async function moveRecords(
  config: MoveConfig,
  order: ArchiveOrder,
  { clock = Date.now, who = AS_COMMAND }: MoveOptions = {},
): Promise<string> {
  const { storeUrl, allowNetworkFs } = config;
  const store = await openStore({ url: storeUrl, allowNetworkFs });
  const path = storeUrl.startsWith("file:") ? storeUrl.slice("file:".length) : null;
  const before = path === null ? null : archiveIn(path);
  try {
    const work = createUnitOfWork({ store, clock });
    if ((await work.read(who, findShop)) === null)
      throw new StoreRefused("There is no shop yet, so there is nothing to move.");
    await checkMove(work, order, who);
    await backUp(work, config);
    if (order === "back") await bringBackYears(work, who);
    else if ("purgeBefore" in order) await purgeYears(work, who, { beforeYear: order.purgeBefore });
    else await archiveYears(work, who, order);
  } finally {
    await store.close();
  }
  if (path !== null && before !== null && archiveIn(path)?.fileName !== before.fileName)
    removeArchive(path, before);
  return describeArchive({ storeUrl, allowNetworkFs });
}

/** Why records were not moved, for the terminal; null for what is no known reason. */
export function whyNotMoved(error: unknown): string | null {
  if (error instanceof BackupFailed) return `${sentenceOf(error)}Nothing was moved.\n`;
  return error instanceof DomainError ? `${error.message}\n` : null;
}

/** What is archived, in sentences for the terminal. */
export async function describeArchive({
  storeUrl,
  allowNetworkFs,
}: Pick<Config, "storeUrl" | "allowNetworkFs">): Promise<string> {
  const found = await withReadOnlyStore(storeUrl, allowNetworkFs, (store) =>
    store.read((tx) => findArchive(tx)),
  );
  if (found === null) return "No records are archived: all are in the database.\n";
  const { movements, tillEvents, auditEntries } = found.rows;
  return (
    `Records of the years before ${found.beforeYear} are archived: ${movements} stock movements, ` +
    `${tillEvents} entries of the till journal, ${auditEntries} of the audit log` +
    `${found.sizeBytes === 0 ? "" : ` (${(found.sizeBytes / 1_000_000).toFixed(1)} MB)`}.\n` +
    "Every list, report and receipt shows them as before.\n"
  );
}

async function backUp(work: UnitOfWork, config: MoveConfig): Promise<void> {
  const folder = backupFolderOf(config);
  await backUpOnce({ work, folder, onProblem: () => undefined }, "manual");
}
