/** Contracts of the sample shop: a second set of books to look around in, in which nothing is real. */
import { z } from "zod";

export const EnterSample = z.strictObject({
  fresh: z
    .boolean()
    .default(false)
    .describe("Build the sample shop again, even if it was built today"),
});
export type EnterSample = z.infer<typeof EnterSample>;

export const LeaveSample = z.strictObject({});
