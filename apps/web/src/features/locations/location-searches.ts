import { z } from "zod";
import { sheet, shown } from "../../lib/list-search.ts";

/** What the list of locations shows. */
export const LocationsSearch = z.object({
  show: shown,
  sheet,
});
export type LocationsSearch = z.infer<typeof LocationsSearch>;
