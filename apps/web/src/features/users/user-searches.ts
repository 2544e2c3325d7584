import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** The search parameters of the list of people. */
export const UsersSearch = z.object({
  show: shown,
  sheet,
});
export type UsersSearch = z.infer<typeof UsersSearch>;

/** Whether the sheet for a new key is open. */
export const ApiKeysSearch = z.object({ sheet: z.literal("new").optional().catch(undefined) });
