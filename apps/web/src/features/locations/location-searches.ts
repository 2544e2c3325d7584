import { z } from "zod";

/** What the list of locations shows. */
export const LocationsSearch = z.object({
  show: z.enum(["active", "inactive", "all"]).optional().catch(undefined),
  /** `new`, or the id of the one being changed. */
  sheet: z.string().max(60).optional().catch(undefined),
});
export type LocationsSearch = z.infer<typeof LocationsSearch>;
