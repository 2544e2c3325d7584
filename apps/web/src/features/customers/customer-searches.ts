import { z } from "zod";
import { shown, words } from "../../lib/list-search.ts";

/** What the list of customers shows, kept in the address. */
export const CustomersSearch = z.object({
  q: words(),
  show: shown,
  /** "new" has the sheet for a new customer open. */
  sheet: z.enum(["new"]).optional().catch(undefined),
});
export type CustomersSearch = z.infer<typeof CustomersSearch>;

/** "edit" has the sheet for changing the customer open. */
export const CustomerSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type CustomerSearch = z.infer<typeof CustomerSearch>;
