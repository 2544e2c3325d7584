import type { LiveEvent } from "@daybook/contract/topics";

/** Called for each change of the shop; null means that the live connection is back after a break. */
export type LiveListener = (event: LiveEvent | null) => void;

const listeners = new Set<LiveListener>();

/** For code that keeps its own copy of data instead of using queries. Returns the function that unsubscribes. */
export function onLiveEvent(listener: LiveListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Publishes the changes of the live connection. */
export function publishLiveEvent(event: LiveEvent | null): void {
  for (const listener of listeners) listener(event);
}
