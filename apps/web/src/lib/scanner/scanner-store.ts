import type { BurstReport } from "./scan-burst.ts";
import { ScanRule, USUAL_SCAN_RULE } from "./scan-rule.ts";

const PLACE = "daybook.scanner";
const MOST_BURSTS = 12;
const NONE: readonly BurstReport[] = [];

/** The rule of this device, kept in the browser, and the latest bursts while somebody watches. */
export interface ScannerStore {
  rule(): ScanRule;
  setRule(rule: ScanRule): void;
  /** The newest first; none before somebody watches. */
  latestBursts(): readonly BurstReport[];
  report(burst: BurstReport): void;
  subscribe(listener: () => void): () => void;
}

/** `storage` is the browser's own; it may be missing or refuse to be written to. */
export function createScannerStore(storage: () => Storage = () => localStorage): ScannerStore {
  let rule = readRule(storage);
  let latest = NONE;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    rule: () => rule,
    setRule: (next) => {
      rule = next;
      try {
        storage().setItem(PLACE, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing still scans by the new rule until the page is left.
      }
      tell();
    },
    latestBursts: () => latest,
    report: (burst) => {
      // What people type is nobody's business while nobody tests a scanner.
      if (listeners.size === 0) return;
      latest = [burst, ...latest].slice(0, MOST_BURSTS);
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) latest = NONE;
      };
    },
  };
}

function readRule(storage: () => Storage): ScanRule {
  try {
    return ScanRule.parse(JSON.parse(storage().getItem(PLACE) ?? ""));
  } catch {
    return USUAL_SCAN_RULE;
  }
}
