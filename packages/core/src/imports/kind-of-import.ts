import type { ImportProblem } from "@daybook/contract/imports";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { canonicalJson } from "../writes/canonical-json.ts";
import type { EvaluatedRow, SeenRows } from "./evaluated-row.ts";
import type { BatchRow, RowOutcome, StagedRow } from "./import-rows.ts";
import type { ImportScope } from "./import-scope.ts";
import type { Draft } from "./reading/draft-maker.ts";

/** What an import of one kind does with its rows. */
export interface KindOfImport {
  /** The key of a row: rows of one file with the same key are evaluated together. */
  keyOf(ctx: ReadCtx, scope: ImportScope, draft: Draft): string;
  /** Compares rows of the file with the shop, in their order. `seen` are the rows of the same file before them. */
  evaluate(
    ctx: ReadCtx,
    scope: ImportScope,
    drafts: readonly Draft[],
    seen: SeenRows,
  ): Promise<EvaluatedRow[]>;
  /** Creates and changes the records of some rows, each evaluated again first. */
  commit(
    ctx: WriteCtx,
    batch: BatchRow,
    scope: ImportScope,
    rows: readonly StagedRow[],
  ): Promise<RowOutcome[]>;
  /** Undoes some rows, as far as nothing else depends on them. */
  undo(
    ctx: WriteCtx,
    batch: BatchRow,
    scope: ImportScope,
    rows: readonly StagedRow[],
  ): Promise<RowOutcome[]>;
  /** Rows per transaction. A sale waits for one of these at most. */
  readonly rowsPerWrite: number;
}

/** A staged row as it was read. */
export function draftOf({ rowNo, data }: StagedRow): Draft {
  return { row: rowNo, values: data.values, notes: data.notes, leftOut: null };
}

/** Whether a row still does what the preview showed. */
export function isAsShown(row: StagedRow, now: EvaluatedRow): boolean {
  const shown = [row.state, row.data.before, row.data.after];
  // PostgreSQL stores the fields of an object in an order of its own.
  return canonicalJson(shown) === canonicalJson([now.state, now.before, now.after]);
}

export function problemOf(code: string, field: ImportProblem["field"] = null): ImportProblem {
  return { field, severity: "error", code, details: {} };
}

/** The outcome of a row that no longer does what the preview showed. */
export function failedRow(row: StagedRow, problems: readonly ImportProblem[]): RowOutcome {
  return { row, result: "failed", problems };
}
