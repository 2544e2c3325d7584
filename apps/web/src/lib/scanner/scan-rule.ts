import { z } from "zod";

/** When a burst of keys is a scan. The three can be set for a scanner that is slower than most. */
export const ScanRule = z
  .strictObject({
    /** Fewer characters are never a scan. */
    minCharacters: z.int().min(3).max(20),
    /** What a scanner stays below and no hand does: the mean time between two keys. */
    maxMeanGapMs: z.int().min(5).max(80),
    /** A burst without Enter or Tab at its end is over after this long. */
    silenceMs: z.int().min(40).max(400),
  })
  // A silence shorter than a pause within the code would cut codes in two.
  .refine(({ maxMeanGapMs, silenceMs }) => silenceMs >= 2 * maxMeanGapMs, { path: ["silenceMs"] });
export type ScanRule = z.infer<typeof ScanRule>;

/** Suits scanners out of the box: they send a key every 1 to 30 ms; fast hands take 90. */
export const USUAL_SCAN_RULE: ScanRule = { minCharacters: 4, maxMeanGapMs: 35, silenceMs: 80 };
