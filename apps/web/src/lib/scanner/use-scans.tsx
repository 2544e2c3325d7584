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
  /** Called with a code that no screen handles. */
  readonly onUnclaimed?: ScanReceiver;
}

/** Listens for the scanner on every screen, wherever the focus is. Mounted once, by the shell. */
export function ScannerProvider({ children, onUnclaimed }: ScannerProviderProps) {
  const [scanner] = useState(() => ({
    receivers: createScanReceivers(),
    store: createScannerStore(),
  }));
  const unclaimed = useEffectEvent((code: string) => onUnclaimed?.(code));
  // Layout effects run before all other effects, so this listener is registered before the shortcuts.
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
 * Passes every scanned, normalized code to `receiver` while the component is mounted. The innermost and newest receiver
 * has priority: a sheet before its page. With null the component does not take part.
 */
export function useScans(receiver: ScanReceiver | null): void {
  const { receivers } = useScanner();
  // A parent renders before its children but its effects run after theirs, so the rank is assigned while rendering.
  const [rank] = useState(() => (lastRank += 1));
  const receive = useEffectEvent((code: string) => receiver?.(code));
  const taking = receiver !== null;
  useEffect(
    () => (taking ? receivers.add(rank, (code) => receive(code)) : undefined),
    [receivers, rank, taking],
  );
}

/** The rule of this device and a function to change it. */
export function useScannerSettings(): readonly [ScanRule, (rule: ScanRule) => void] {
  const { store } = useScanner();
  return [useSyncExternalStore(store.subscribe, store.rule), store.setRule];
}

/** The latest bursts and their classification, the newest first. */
export function useLatestBursts(): readonly BurstReport[] {
  const { store } = useScanner();
  return useSyncExternalStore(store.subscribe, store.latestBursts);
}
