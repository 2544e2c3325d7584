/** Runs imports after the calls that begin their parts have been answered. */
import { setTimeout } from "node:timers/promises";
import type { ImportBatch } from "@daybook/contract/imports";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import type { Who } from "@daybook/core/context/context";
import type { ImportReader, RawHead } from "@daybook/core/imports/reading/import-reader";
import { endImport, readIntoPreview, runCommit, runUndo } from "@daybook/core/imports/run-import";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

export interface ImportDesk {
  /** The beginning of a kept file. Refuses 422 `import_file_refused`. */
  head(file: string, sheet: string | null): Promise<RawHead>;
  /** Begins what the state of a batch asks for: reading its file, importing its rows, or undoing them. */
  carryOn(work: UnitOfWork, who: Who, batch: ImportBatch): Promise<void>;
  /** Until nothing runs. */
  settled(): Promise<void>;
}

export interface ImportDeskOptions {
  readonly reader: ImportReader;
  /** Whether a call is answered only after its part is done: in tests. */
  readonly waits?: boolean;
  readonly onProblem: (error: unknown) => void;
  /** Makes a backup of this database, if it has any. A failed one does not prevent an import that can be undone. */
  readonly beforeCommit?: (work: UnitOfWork) => Promise<unknown>;
}

export function createImportDesk({
  reader,
  waits = false,
  onProblem,
  beforeCommit = () => Promise.resolve(),
}: ImportDeskOptions): ImportDesk {
  /** What runs, by the id of the batch: an import that is cancelled is undone after the part that runs has stopped. */
  const running = new Map<string, Promise<void>>();
  return {
    head: (file, sheet) => reader.head(file, sheet),
    carryOn: async (work, who, batch) => {
      const part = partOf(batch.state);
      if (part === null) return;
      const before = running.get(batch.id) ?? Promise.resolve();
      const ended = before
        .then(() => (part === runCommit ? beforeCommit(work).catch(onProblem) : undefined))
        .then(() => part(work, who, batch.id, reader))
        .catch((error: unknown) => {
          onProblem(error);
          return onceWritable(() => endImport(work, who, batch.id, error));
        })
        .catch(onProblem);
      running.set(batch.id, ended);
      void ended.then(() => {
        if (running.get(batch.id) === ended) running.delete(batch.id);
      });
      if (waits) await ended;
    },
    settled: async () => {
      await Promise.all(running.values());
    },
  };
}

/** What a database that cannot be written for now refuses, such as one on a full disk. */
const FOR_NOW: ReadonlySet<string | undefined> = new Set([
  "storage_full",
  "disk_failing",
  "database_unavailable",
  "busy",
]);
const AGAIN_AFTER_MS = 2_000;

/** Tries until the database can be written: what was imported does not stay half done. */
async function onceWritable(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!FOR_NOW.has(refusalOfError(error)?.code)) throw error;
      await setTimeout(AGAIN_AFTER_MS, undefined, { ref: false });
    }
  }
}

type Part = (
  work: UnitOfWork,
  who: Who,
  id: ImportBatch["id"],
  reader: ImportReader,
) => Promise<void>;

function partOf(state: ImportBatch["state"]): Part | null {
  if (state === "reading") return readIntoPreview;
  if (state === "committing") return runCommit;
  return state === "undoing" ? runUndo : null;
}
