/** How long after its response the live change of an own write may arrive. */
const FOLLOWS_WITHIN_MS = 3000;

/** Tracks writes of this page: rows moved by the user's own change need not be held back. */
export interface OwnChanges {
  began(): void;
  ended(): void;
  /** Whether a change that arrives now may be from this page. */
  mayBeOwn(): boolean;
  /** Called after each write. */
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
