import { useEffect, useState } from "react";
import { useDebounced } from "./use-debounced.ts";

const TYPING_PAUSE_MS = 120;

/**
 * A search box whose words stand in the address: `typed` is what is in the box, `query` what is asked for, a moment
 * after the last key. For lists the server searches; the catalogue answers at every key.
 */
export function useTypedSearch(
  inAddress: string | undefined,
  onQuery: (query: string | undefined) => void,
): {
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly query: string;
} {
  const [typed, setTyped] = useState(inAddress ?? "");
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  useEffect(() => {
    if (query !== (inAddress ?? "")) onQuery(query === "" ? undefined : query);
    // Only what was typed moves the address; the address moving back must not be undone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [query]);
  return { typed, setTyped, query };
}
