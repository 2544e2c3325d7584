/** Contracts of the sample shop: a second database with invented data. */
import { z } from "zod";

export const EnterSample = z.strictObject({
  fresh: z
    .boolean()
    .default(false)
    .describe("Build the sample shop again, even if it was built today"),
});
export type EnterSample = z.infer<typeof EnterSample>;

export const LeaveSample = z.strictObject({});
