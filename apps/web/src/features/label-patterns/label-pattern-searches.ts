import { z } from "zod";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a label pattern is open. */
export const LabelPatternsSearch = z.object({ sheet });
