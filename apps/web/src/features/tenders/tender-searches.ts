import { z } from "zod";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a payment method is open. */
export const TendersSearch = z.object({ sheet });
