export type ScanReceiver = (code: string) => void;

interface Entry {
  readonly rank: number;
  readonly receiver: ScanReceiver;
}

/** The registered scan receivers. Only the one with the highest rank receives a code. */
export interface ScanReceivers {
  /** Adds a receiver; returns the function that removes it. */
  add(rank: number, receiver: ScanReceiver): () => void;
  /** Passes a code on; false if there is no receiver. */
  give(code: string): boolean;
}

export function createScanReceivers(): ScanReceivers {
  let entries: readonly Entry[] = [];
  return {
    add: (rank, receiver) => {
      const entry = { rank, receiver };
      entries = [...entries, entry];
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    give: (code) => {
      const [first, ...rest] = entries;
      if (first === undefined) return false;
      rest.reduce((top, entry) => (entry.rank >= top.rank ? entry : top), first).receiver(code);
      return true;
    },
  };
}
