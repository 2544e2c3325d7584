import { useEffect, useRef, useState } from "react";

/** Longer than the interval of typed keys, because a new address updates every link on the page. */
const TYPING_PAUSE_MS = 400;

/**
 * The text of a field stored in the address (omitted if empty): typing updates the field immediately and the address
 * after a pause; if the address changes, for example with Back, the field is updated.
 */
export function useAddressText(
  address: string | undefined,
  store: (text: string | undefined) => void,
): [typed: string, type: (text: string) => void] {
  const stored = address ?? "";
  const [state, setState] = useState({ typed: stored, stored, sent: stored });
  if (state.stored !== stored)
    setState({ stored, sent: stored, typed: stored === state.sent ? state.typed : stored });
  const waiting = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const type = (typed: string) => {
    window.clearTimeout(waiting.current);
    setState((before) => ({ ...before, typed }));
    const { pathname } = window.location;
    waiting.current = window.setTimeout(() => {
      // A user who has left the page must not be sent back.
      if (window.location.pathname !== pathname) return;
      const text = typed.trim();
      setState((before) => ({ ...before, sent: text }));
      store(text === "" ? undefined : text);
    }, TYPING_PAUSE_MS);
  };
  return [state.typed, type];
}
