/** Runs imports after the calls that begin their parts have been answered. */
import type { ImportBatch } from "@daybook/contract/imports";
import type { Who } from "@daybook/core/context/context";
import type { ImportReader, RawHead } from "@daybook/core/imports/reading/import-reader";
import { readIntoPreview, runCommit, runUndo } from "@daybook/core/imports/run-import";
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
