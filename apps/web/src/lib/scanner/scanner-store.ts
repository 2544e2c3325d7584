import type { BurstReport } from "./scan-burst.ts";
import { ScanRule, USUAL_SCAN_RULE } from "./scan-rule.ts";

const PLACE = "daybook.scanner";
const MOST_BURSTS = 12;
const NONE: readonly BurstReport[] = [];

/** The rule of this device, stored in the browser, and the latest bursts while they are watched. */
export interface ScannerStore {
  rule(): ScanRule;
  setRule(rule: ScanRule): void;
  /** The newest first; empty while nobody watches. */
  latestBursts(): readonly BurstReport[];
  report(burst: BurstReport): void;
  subscribe(listener: () => void): () => void;
}

/** `storage` is the browser's own; it may be missing or not writable. */
export function createScannerStore(storage: () => Storage = () => localStorage): ScannerStore {
  let rule = readRule(storage);
  let latest = NONE;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    rule: () => rule,
    setRule: (next) => {
      rule = next;
      try {
        storage().setItem(PLACE, JSON.stringify(next));
      } catch {
        // Without storage, the new rule applies until the page is left.
      }
      notify();
    },
    latestBursts: () => latest,
    report: (burst) => {
      // Typed keys are recorded only during a scanner test.
      if (listeners.size === 0) return;
      latest = [burst, ...latest].slice(0, MOST_BURSTS);
      notify();
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
