import { createContext, useContext, useEffect, useEffectEvent } from "react";

/** Takes what was typed at its word; false where it cannot be read, which its field then says. */
type Settle = () => boolean;

/** What is half typed in the cart. Money is not taken past it. */
export interface Drafts {
  add(settle: Settle): () => void;
  /** Takes everything at its word; false where something cannot be read. */
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

/** Has this field taken at its word before money is taken. */
export function useDraft(settle: Settle): void {
  const drafts = useContext(DraftsContext);
  const latest = useEffectEvent(settle);
  useEffect(() => drafts.add(() => latest()), [drafts]);
}
