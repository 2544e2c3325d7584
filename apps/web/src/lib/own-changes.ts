/** How long after its answer the live change of an own write may arrive. */
const FOLLOWS_WITHIN_MS = 3000;

/** Knows when this page itself is writing: what moves then is what the person just did, and no surprise to them. */
export interface OwnChanges {
  began(): void;
  ended(): void;
  /** Whether a change that is heard of now may be this page's own. */
  mayBeOwn(): boolean;
  /** Hears of each write that ended. */
  subscribe(listener: () => void): () => void;
}

export function createOwnChanges(clock: () => number): OwnChanges {
  const listeners = new Set<() => void>();
  let running = 0;
  let lastEnd = Number.NEGATIVE_INFINITY;
  return {
    began: () => void (running += 1),
    ended() {
      running -= 1;
      lastEnd = clock();
      for (const listener of listeners) listener();
    },
    mayBeOwn: () => running > 0 || clock() - lastEnd <= FOLLOWS_WITHIN_MS,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The writes of this page. */
export const ownChanges = createOwnChanges(() => performance.now());
