import { z } from "zod";

/** What the list of categories shows, kept in the address. */
export const CategoriesSearch = z.object({
  show: z.enum(["inactive", "all"]).optional().catch(undefined),
  /** "new", or the id of the category whose sheet is open. */
  sheet: z.string().max(60).optional().catch(undefined),
});
export type CategoriesSearch = z.infer<typeof CategoriesSearch>;
