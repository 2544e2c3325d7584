import { createContext, useContext, useEffect, useEffectEvent } from "react";

/** Commits the typed value; false if it is invalid, which its field then shows. */
type Settle = () => boolean;

/** Uncommitted input in the cart. Payment requires that it is committed. */
export interface Drafts {
  add(settle: Settle): () => void;
  /** Commits all input; false if some of it is invalid. */
  settle(): boolean;
}

export function createDrafts(): Drafts {
  const open = new Set<Settle>();
  return {
    add(settle) {
      open.add(settle);
      return () => open.delete(settle);
    },
    settle: () => [...open].map((settle) => settle()).every(Boolean),
  };
}

const DraftsContext = createContext<Drafts>(createDrafts());

export const DraftsProvider = DraftsContext;

/** Registers this field to be committed before payment. */
export function useDraft(settle: Settle): void {
  const drafts = useContext(DraftsContext);
  const latest = useEffectEvent(settle);
  useEffect(() => drafts.add(() => latest()), [drafts]);
}
