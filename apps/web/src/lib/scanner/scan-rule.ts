import { z } from "zod";

/** The rule for recognizing a scan. Its three values can be changed for a slow scanner. */
export const ScanRule = z
  .strictObject({
    /** Shorter bursts are never a scan. */
    minCharacters: z.int().min(3).max(20),
    /** The maximum mean interval between keys; scanners are faster, people are slower. */
    maxMeanGapMs: z.int().min(5).max(80),
    /** A burst without Enter or Tab at its end is finished after this time. */
    silenceMs: z.int().min(40).max(400),
  })
  // A pause shorter than the interval between keys would split codes.
  .refine(({ maxMeanGapMs, silenceMs }) => silenceMs >= 2 * maxMeanGapMs, { path: ["silenceMs"] });
export type ScanRule = z.infer<typeof ScanRule>;

/** Suitable for most scanners: they send a key every 1 to 30 ms; fast typing takes 90. */
export const USUAL_SCAN_RULE: ScanRule = { minCharacters: 4, maxMeanGapMs: 35, silenceMs: 80 };
