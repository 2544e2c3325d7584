import { useEffect, useRef, useState } from "react";

/** The minimum interval of typed keys; results for a part of a scanned code would be useless. */
const HAND_GAP_MS = 50;

export interface EntryInBox {
  /** The text of the box. */
  readonly entry: string;
  /** The search text: delayed while keys arrive faster than typing. */
  readonly wanted: string;
  readonly type: (typed: string) => void;
}

/** A single digit may start a code or a quantity; alone it finds nothing useful. */
const ONE_FIGURE = /^\d$/;

/** The text of the scan box. A scanner types into it too, and must not cause 13 searches. */
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
