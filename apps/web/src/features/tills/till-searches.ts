import { z } from "zod";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a till is open. */
export const TillsSearch = z.object({ sheet });
