import { z } from "zod";

/** Which alerts are shown: those that wait for someone, unless the address says otherwise. */
export const AlertsSearch = z.object({
  status: z.enum(["dismissed", "snoozed", "resolved", "all"]).optional().catch(undefined),
});
export type AlertsSearch = z.infer<typeof AlertsSearch>;
