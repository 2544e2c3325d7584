/** For tests: provocations of the procedures of imports. */
import { previewOf } from "./populated-imports.ts";
import { by, missing, to } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

const NO_FILE = "0".repeat(64);
const GET = { not_found: missing("id") };
const importedBatch = (w: World) => ({ id: w.inputs()["imports.undo"].id });

export const IMPORT_PROVOCATIONS = {
  "imports.get": GET,
  "imports.rows": GET,
  "imports.row": GET,
  "imports.look": { import_file_refused: to({ file: NO_FILE }) },
  "imports.start": { import_file_refused: to({ file: NO_FILE }) },
  "imports.editRow": { ...GET, wrong_state: by(importedBatch) },
  "imports.setDates": { ...GET, wrong_state: by(importedBatch) },
  "pastSales.list": { not_found: missing("productId") },
  "pastSales.get": GET,
  "imports.commit": {
    ...GET,
    wrong_state: by(importedBatch),
    import_rows_wrong: by(async (w) => ({ id: (await previewOf(w.owner, "WRONG", "much")).id })),
  },
  "imports.cancel": { ...GET, wrong_state: by(importedBatch) },
  "imports.undo": { ...GET, wrong_state: by((w) => ({ id: w.inputs()["imports.commit"].id })) },
} satisfies Partial<Provocations>;
