import { z } from "zod";

/** Why a file could not be read, or an import did not finish. */
export const IMPORT_FAILURES = [
  "missing",
  "not_a_table",
  "damaged",
  "encrypted",
  "empty",
  "tax_rates",
  "too_many_rows",
  "too_many_columns",
  "cell_too_long",
  "unpacks_too_large",
  "quote_not_closed",
  "took_too_long",
  "interrupted",
  "row_refused",
  "storage_full",
  "defect",
] as const;
export const ImportFailure = z.enum(IMPORT_FAILURES);
export type ImportFailure = z.infer<typeof ImportFailure>;
