import { z } from "zod";

/** What the list of suppliers shows. */
export const SuppliersSearch = z.object({
  q: z.coerce.string().max(100).optional().catch(undefined),
  show: z.enum(["active", "inactive", "all"]).optional().catch(undefined),
  sheet: z.literal("new").optional().catch(undefined),
});
export type SuppliersSearch = z.infer<typeof SuppliersSearch>;

/** Whether the supplier is being changed. */
export const SupplierSearch = z.object({ sheet: z.literal("edit").optional().catch(undefined) });
