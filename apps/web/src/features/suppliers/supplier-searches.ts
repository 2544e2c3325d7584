import { z } from "zod";
import { shown, words } from "../../lib/list-search.ts";

/** The search parameters of the supplier list. */
export const SuppliersSearch = z.object({
  q: words(),
  show: shown,
  sheet: z.literal("new").optional().catch(undefined),
});
export type SuppliersSearch = z.infer<typeof SuppliersSearch>;

/** Whether the edit sheet is open. */
export const SupplierSearch = z.object({ sheet: z.literal("edit").optional().catch(undefined) });
