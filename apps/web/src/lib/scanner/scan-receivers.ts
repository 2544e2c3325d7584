export type ScanReceiver = (code: string) => void;

interface Entry {
  readonly rank: number;
  readonly receiver: ScanReceiver;
}

/** Who wants scans. Of all who do, the one with the highest rank is given the code, and nobody else. */
export interface ScanReceivers {
  /** Adds one; the answer takes it out again. */
  add(rank: number, receiver: ScanReceiver): () => void;
  /** Hands the code on; false when nobody wants it. */
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
