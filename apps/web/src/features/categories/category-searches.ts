import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** The search parameters of the category list. */
export const CategoriesSearch = z.object({
  show: shown,
  sheet,
});
export type CategoriesSearch = z.infer<typeof CategoriesSearch>;
