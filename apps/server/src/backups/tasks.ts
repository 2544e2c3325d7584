/** What takes longer than a till may wait, so that it runs in a thread of its own. */
import { statSync } from "node:fs";
import { hashOfFile } from "@daybook/db/engines/sqlite/archive-file";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import { copyStore, inspectBackup } from "./backup-content.ts";
import type { BackupKey } from "./encryption.ts";
import { withPlain } from "./plain-backup.ts";
import type { PlainOrder } from "./plain-backup.ts";
import { drill } from "./drill.ts";
import type { DrillOrder } from "./drill.ts";
import { stageRestore } from "./stage-restore.ts";
import type { StageOrder } from "./stage-restore.ts";

/** The content of a file, checked. */
export interface CheckedFile {
  readonly facts: DatabaseFacts;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The tasks with what they need and what they return. */
export interface Tasks {
  /** Copies the database at `url` into the new file `target`. */
  readonly copy: {
    readonly order: { readonly url: string; readonly target: string };
    readonly result: CheckedFile;
  };
  /** Checks a file, with its passphrase if it is encrypted. */
  readonly inspect: { readonly order: PlainOrder; readonly result: CheckedFile };
  /** Makes a key pair for a passphrase. */
  readonly makeKey: { readonly order: { readonly passphrase: string }; readonly result: BackupKey };
  /** Encrypts the file `source` into the new file `target`, and checks that one. */
  readonly encrypt: {
    readonly order: { readonly source: string; readonly target: string; readonly key: BackupKey };
    readonly result: Omit<CheckedFile, "facts">;
  };
  /** Prepares the backup `source` to replace the database at `url`. */
  readonly stage: { readonly order: StageOrder; readonly result: DatabaseFacts };
  /** Tries to restore a backup into a temporary folder. */
  readonly drill: { readonly order: DrillOrder; readonly result: void };
  /** The SHA-256 of a file. */
  readonly hash: { readonly order: { readonly path: string }; readonly result: string };
}

export type TaskName = keyof Tasks;

const TASKS: {
  readonly [Name in TaskName]: (order: Tasks[Name]["order"]) => Promise<Tasks[Name]["result"]>;
} = {
  copy: async ({ url, target }) => checked(target, await copyStore(url, target)),
  inspect: async (order) =>
    checked(order.source, await withPlain(order, ({ path }) => inspectBackup(path))),
  makeKey: async ({ passphrase }) => (await import("./encryption.ts")).makeBackupKey(passphrase),
  encrypt: async ({ source, target, key }) => {
    await (await import("./encryption.ts")).encryptFile(source, target, key);
    return fileOf(target);
  },
  stage: stageRestore,
  drill,
  hash: ({ path }) => hashOfFile(path),
};

/** Runs a task in this thread. */
export function runTask<Name extends TaskName>(
  name: Name,
  order: Tasks[Name]["order"],
): Promise<Tasks[Name]["result"]> {
  return TASKS[name](order);
}

async function checked(path: string, facts: DatabaseFacts): Promise<CheckedFile> {
  return { facts, ...(await fileOf(path)) };
}

async function fileOf(path: string): Promise<Omit<CheckedFile, "facts">> {
  return { sizeBytes: statSync(path).size, sha256: await hashOfFile(path) };
}
