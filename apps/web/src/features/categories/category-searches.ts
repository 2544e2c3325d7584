import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** What the list of categories shows, kept in the address. */
export const CategoriesSearch = z.object({
  show: shown,
  sheet,
});
export type CategoriesSearch = z.infer<typeof CategoriesSearch>;
