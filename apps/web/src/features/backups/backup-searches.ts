import { z } from "zod";

/** The name of the backup whose restore is previewed. A name of no backup opens nothing. */
export const BackupsSearch = z.object({
  sheet: z.string().max(80).optional().catch(undefined),
});
