import { z } from "zod";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a tax class is open. */
export const TaxesSearch = z.object({ sheet });
