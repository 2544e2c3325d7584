import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** The search parameters of the location list. */
export const LocationsSearch = z.object({
  show: shown,
  sheet,
});
export type LocationsSearch = z.infer<typeof LocationsSearch>;
