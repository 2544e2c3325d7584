import type { LiveEvent } from "@daybook/contract/topics";

/** Hears of a change of the shop; null says that changes may have been missed. */
export type LiveListener = (event: LiveEvent | null) => void;

const listeners = new Set<LiveListener>();

/** For what keeps its own copy of the shop instead of asking queries again. The answer ends it. */
export function onLiveEvent(listener: LiveListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Passes on what the live connection brought. */
export function tellLiveEvent(event: LiveEvent | null): void {
  for (const listener of listeners) listener(event);
}
