import { z } from "zod";

/** The state filter of alerts; active by default. */
export const AlertsSearch = z.object({
  status: z.enum(["dismissed", "snoozed", "resolved", "all"]).optional().catch(undefined),
});
export type AlertsSearch = z.infer<typeof AlertsSearch>;
