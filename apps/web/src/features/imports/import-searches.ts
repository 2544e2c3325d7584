import { z } from "zod";
import { words } from "../../lib/list-search.ts";

/** The file whose columns are mapped, its name and its sheet; without a file, the list of imports. */
export const ImportsSearch = z.object({ file: words(64), name: words(255), in: words(255) });

/** The shown rows, and the open sheet: `undo`, or the number of the row to correct. */
export const ImportSearch = z.object({ show: words(), sheet: words() });
