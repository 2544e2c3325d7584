/** The default pattern. */
export const DEFAULT_SKU_PATTERN = "P-####";

/** The SKU with this number: `P-####` and 7 give P-0007; a number longer than its run of # is written in full. */
export function skuOf(pattern: string, number: number): string {
  return pattern.replace(/#+/, (run) => String(number).padStart(run.length, "0"));
}
