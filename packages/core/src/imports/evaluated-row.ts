/** Rows of a file that were compared with the shop. */
import type { ImportField } from "@daybook/contract/import-fields";
import type { ImportProblem, ImportRowState } from "@daybook/contract/imports";
import type { DraftValues } from "./reading/draft-maker.ts";

export type Values = Partial<Record<ImportField, string>>;

/** A row as the preview shows it, with what the import needs. */
export interface EvaluatedRow {
  readonly row: number;
  readonly state: ImportRowState;
  readonly values: DraftValues;
  readonly notes: readonly ImportProblem[];
  readonly problems: readonly ImportProblem[];
  readonly before: Values | null;
  readonly after: Values | null;
  readonly rowKey: string;
  readonly stockMilli: number;
  readonly retailMinor: number;
  /** Only of a line of a past sale. */
  readonly pastLine?: PastLine | null;
}

/** What a line of a past sale is identified by, its day and number, and whether no product has its code. */
export interface PastLine {
  readonly lineKey: string;
  readonly saleKey: string;
  readonly productUnknown: boolean;
}

/** The rows of the same file before this one, by what must not occur twice. */
export interface SeenRows {
  readonly rows: Map<string, number>;
  readonly barcodes: Map<string, number>;
  /** Of past sales: the internal ids of the products by their codes, null for a code that none has. */
  readonly products: Map<string, number | null>;
}

export function noRowsSeen(): SeenRows {
  return { rows: new Map(), barcodes: new Map(), products: new Map() };
}
