import { z } from "zod";
import { shown, words } from "../../lib/list-search.ts";

/** What the list of suppliers shows. */
export const SuppliersSearch = z.object({
  q: words(),
  show: shown,
  sheet: z.literal("new").optional().catch(undefined),
});
export type SuppliersSearch = z.infer<typeof SuppliersSearch>;

/** Whether the supplier is being changed. */
export const SupplierSearch = z.object({ sheet: z.literal("edit").optional().catch(undefined) });
