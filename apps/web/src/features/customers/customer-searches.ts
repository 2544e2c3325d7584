import { z } from "zod";
import { shown, words } from "../../lib/list-search.ts";

/** The search parameters of the customer list. */
export const CustomersSearch = z.object({
  q: words(),
  show: shown,
  /** "new" opens the sheet for a new customer. */
  sheet: z.enum(["new"]).optional().catch(undefined),
});
export type CustomersSearch = z.infer<typeof CustomersSearch>;

/** "edit" opens the sheet for editing the customer. */
export const CustomerSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type CustomerSearch = z.infer<typeof CustomerSearch>;
