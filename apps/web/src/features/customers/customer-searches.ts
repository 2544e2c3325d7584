import { z } from "zod";

/** What the list of customers shows, kept in the address. */
export const CustomersSearch = z.object({
  q: z.coerce.string().max(100).optional().catch(undefined),
  show: z.enum(["active", "inactive", "all"]).optional().catch(undefined),
  /** "new" has the sheet for a new customer open. */
  sheet: z.enum(["new"]).optional().catch(undefined),
});
export type CustomersSearch = z.infer<typeof CustomersSearch>;

/** "edit" has the sheet for changing the customer open. */
export const CustomerSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type CustomerSearch = z.infer<typeof CustomerSearch>;
