import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { ReactNode } from "react";
import type { BurstReport } from "./scan-burst.ts";
import { startScanListener } from "./scan-listener.ts";
import { createScanReceivers } from "./scan-receivers.ts";
import type { ScanReceiver, ScanReceivers } from "./scan-receivers.ts";
import type { ScanRule } from "./scan-rule.ts";
import { createScannerStore } from "./scanner-store.ts";
import type { ScannerStore } from "./scanner-store.ts";

interface Scanner {
  readonly receivers: ScanReceivers;
  readonly store: ScannerStore;
}

const ScannerContext = createContext<Scanner | null>(null);

interface ScannerProviderProps {
  readonly children: ReactNode;
  /** Is given a code that no screen wants. */
  readonly onUnclaimed?: ScanReceiver;
}

/** Listens for the scanner, on every screen and wherever the cursor stands. Mounted once, by the shell. */
export function ScannerProvider({ children, onUnclaimed }: ScannerProviderProps) {
  const [scanner] = useState(() => ({
    receivers: createScanReceivers(),
    store: createScannerStore(),
  }));
  const unclaimed = useEffectEvent((code: string) => onUnclaimed?.(code));
  // Layout effects run before all other effects, so this listener stands in front of the shortcuts.
  useLayoutEffect(
    () =>
      startScanListener({
        rule: scanner.store.rule,
        onScan: (code) => {
          if (!scanner.receivers.give(code)) unclaimed(code);
        },
        onBurst: scanner.store.report,
      }),
    [scanner],
  );
  return <ScannerContext value={scanner}>{children}</ScannerContext>;
}

function useScanner(): Scanner {
  const scanner = useContext(ScannerContext);
  if (scanner === null) throw new Error("A screen that scans stands outside of ScannerProvider");
  return scanner;
}

let lastRank = 0;

/**
 * Gives every scanned code, normalised, to `receiver` for as long as the component is mounted. Of several the innermost
 * and newest wins: a sheet above a page. With null the component does not take part.
 */
export function useScans(receiver: ScanReceiver | null): void {
  const { receivers } = useScanner();
  // A parent renders before its children but its effects run after theirs, so the rank is taken while rendering.
  const [rank] = useState(() => (lastRank += 1));
  const receive = useEffectEvent((code: string) => receiver?.(code));
  const taking = receiver !== null;
  useEffect(
    () => (taking ? receivers.add(rank, (code) => receive(code)) : undefined),
    [receivers, rank, taking],
  );
}

/** The rule of this device and how to change it. */
export function useScannerSettings(): readonly [ScanRule, (rule: ScanRule) => void] {
  const { store } = useScanner();
  return [useSyncExternalStore(store.subscribe, store.rule), store.setRule];
}

/** The latest bursts of keys and what they were taken for, the newest first. */
export function useLatestBursts(): readonly BurstReport[] {
  const { store } = useScanner();
  return useSyncExternalStore(store.subscribe, store.latestBursts);
}
