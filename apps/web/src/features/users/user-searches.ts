import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** What the list of people shows. */
export const UsersSearch = z.object({
  show: shown,
  sheet,
});
export type UsersSearch = z.infer<typeof UsersSearch>;

/** Whether the sheet of a new key is open. */
export const ApiKeysSearch = z.object({ sheet: z.literal("new").optional().catch(undefined) });
