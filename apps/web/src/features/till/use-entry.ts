import { useEffect, useRef, useState } from "react";

/** Hands leave more than this between two keys, and nobody reads what a part of a scanned code would find. */
const HAND_GAP_MS = 50;

export interface EntryInBox {
  /** What stands in the box. */
  readonly entry: string;
  /** What of it is looked for: keys that come faster than a hand's wait until they are over. */
  readonly wanted: string;
  readonly type: (typed: string) => void;
}

/** A first figure may be the first of a code, or of how many; alone it finds nothing worth showing. */
const ONE_FIGURE = /^\d$/;

/** The text of the scan box. A scanner types into it like anyone else, and must not make the till search 13 times. */
export function useEntry(): EntryInBox {
  const [entry, setEntry] = useState("");
  const [wanted, setWanted] = useState("");
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  const waiting = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const type = (typed: string) => {
    window.clearTimeout(waiting.current);
    const now = performance.now();
    const byHand = now - lastAt.current > HAND_GAP_MS;
    lastAt.current = now;
    setEntry(typed);
    if (typed === "" || (byHand && !ONE_FIGURE.test(typed))) setWanted(typed);
    else waiting.current = window.setTimeout(() => setWanted(typed), HAND_GAP_MS);
  };
  return { entry, wanted, type };
}
