import type { Unsent } from "../features/drawers/still-open.ts";
import { useLeftByOthers } from "../features/till/use-left-by-others.ts";
import { useTillStore } from "../features/till/use-till-store.ts";

/** The sales of this browser that the server does not have, also those of other people at this till. */
export function useUnsent(): Unsent {
  const { waiting, refused } = useTillStore().snapshot;
  return { waiting, refused: refused.length, others: useLeftByOthers() };
}
