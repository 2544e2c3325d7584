import { z } from "zod";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a printer is open. */
export const PrintersSearch = z.object({ sheet });
