import { z } from "zod";

/** The search parameters of the product list, so it can be shared and Back restores it. */
export const ProductsSearch = z.object({
  q: z.coerce.string().max(100).optional().catch(undefined),
  show: z.enum(["low", "out", "no_barcode", "no_cost", "inactive"]).optional().catch(undefined),
  category: z.string().max(60).optional().catch(undefined),
  supplier: z.string().max(60).optional().catch(undefined),
  sort: z
    .enum(["best", "name", "sku", "price", "onHand", "updated", "margin"])
    .optional()
    .catch(undefined),
  /** Descending, or Z before A. */
  down: z.boolean().optional().catch(undefined),
  /** "new" opens the sheet for a new product, "bulk" the one for editing the selected ones. */
  sheet: z.enum(["new", "bulk"]).optional().catch(undefined),
  /** The initial barcode of a new product. */
  barcode: z.coerce.string().max(80).optional().catch(undefined),
});
export type ProductsSearch = z.infer<typeof ProductsSearch>;

/** The search without the filter and the order by cost, for those who do not see costs: a link may contain them. */
export function withoutCosts({ show, sort, ...search }: ProductsSearch): ProductsSearch {
  return {
    ...search,
    show: show === "no_cost" ? undefined : show,
    sort: sort === "margin" ? undefined : sort,
  };
}

/** "edit" opens the sheet for editing the product. */
export const ProductSearch = z.object({ sheet: z.enum(["edit"]).optional().catch(undefined) });
export type ProductSearch = z.infer<typeof ProductSearch>;
