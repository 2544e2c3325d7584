import { z } from "zod";

/** What the list of products shows, kept in the address: it can be shared, and Back brings it back. */
export const ProductsSearch = z.object({
  q: z.coerce.string().max(100).optional().catch(undefined),
  show: z.enum(["low", "out", "no_barcode", "no_cost", "inactive"]).optional().catch(undefined),
  category: z.string().max(60).optional().catch(undefined),
  supplier: z.string().max(60).optional().catch(undefined),
  sort: z
    .enum(["best", "name", "sku", "price", "onHand", "updated", "margin"])
    .optional()
    .catch(undefined),
  /** Largest first, or Z before A. */
  down: z.boolean().optional().catch(undefined),
  /** "new" has the sheet for a new product open, "bulk" the one for changing those that are chosen. */
  sheet: z.enum(["new", "bulk"]).optional().catch(undefined),
  /** The code a new product begins with. */
  barcode: z.coerce.string().max(80).optional().catch(undefined),
});
export type ProductsSearch = z.infer<typeof ProductsSearch>;

/** "edit" has the sheet for changing the product open. */
export const ProductSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type ProductSearch = z.infer<typeof ProductSearch>;
