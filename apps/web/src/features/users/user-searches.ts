import { z } from "zod";

/** What the list of people shows. */
export const UsersSearch = z.object({
  show: z.enum(["active", "inactive", "all"]).optional().catch(undefined),
  /** `new`, or the id of the one being changed. */
  sheet: z.string().max(60).optional().catch(undefined),
});
export type UsersSearch = z.infer<typeof UsersSearch>;

/** Whether the sheet of a new key is open. */
export const ApiKeysSearch = z.object({ sheet: z.literal("new").optional().catch(undefined) });
