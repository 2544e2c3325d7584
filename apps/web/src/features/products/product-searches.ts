import { z } from "zod";

/** What the list of products shows, kept in the address: it can be shared, and Back brings it back. */
export const ProductsSearch = z.object({
  q: z.coerce.string().max(100).optional().catch(undefined),
  sort: z.enum(["name", "sku", "newest"]).optional().catch(undefined),
  show: z.enum(["active", "inactive", "all"]).optional().catch(undefined),
  /** "new" has the sheet for a new product open. */
  sheet: z.enum(["new"]).optional().catch(undefined),
});
export type ProductsSearch = z.infer<typeof ProductsSearch>;

/** "edit" has the sheet for changing the product open. */
export const ProductSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type ProductSearch = z.infer<typeof ProductSearch>;
