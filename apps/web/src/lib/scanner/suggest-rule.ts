import type { BurstReport } from "./scan-burst.ts";
import { ScanRule } from "./scan-rule.ts";

/** A margin for a scanner that is sometimes slower. */
const ROOM = 1.3;
/** A longer interval separates two actions. */
const ONE_ACTION_MS = 400;

/**
 * A rule by which the latest bursts (newest first) are a scan: a scanner slower than the pause appears as single keys.
 * Null if they are already a scan, or if no rule could distinguish them from typing.
 */
export function suggestRule(bursts: readonly BurstReport[], rule: ScanRule): ScanRule | null {
  const [newest] = bursts;
  if (newest === undefined || newest.result === "scan") return null;
  const keys = bursts.slice(0, lengthOfAction(bursts)).toReversed();
  const gaps = keys.flatMap((burst, index) => {
    const inside = burst.keys.slice(1).map(({ gapMs }) => gapMs);
    return index === 0 ? inside : [burst.pauseMs ?? 0, ...inside];
  });
  if (gaps.length + 1 < rule.minCharacters) return null;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const longest = Math.max(...gaps);
  const maxMeanGapMs = Math.max(rule.maxMeanGapMs, Math.ceil(mean * ROOM));
  const suited = ScanRule.safeParse({
    minCharacters: rule.minCharacters,
    maxMeanGapMs,
    silenceMs: Math.max(rule.silenceMs, Math.ceil(longest * 2), 2 * maxMeanGapMs),
  });
  return suited.success ? suited.data : null;
}

/** How many of the bursts, newest first, belong to the last action. */
function lengthOfAction(bursts: readonly BurstReport[]): number {
  const first = bursts.findIndex(({ pauseMs }) => pauseMs === null || pauseMs > ONE_ACTION_MS);
  return first === -1 ? bursts.length : first + 1;
}
