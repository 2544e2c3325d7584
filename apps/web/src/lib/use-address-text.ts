import { useEffect, useRef, useState } from "react";

/** Longer than between two keys of someone who types: a new address is work for every link on the page. */
const TYPING_PAUSE_MS = 400;

/**
 * Text of a field that the address keeps, without a word where it is empty: what is typed is there at once and goes into the address after a pause; the
 * address moving by itself, as with Back, brings its text into the field.
 */
export function useAddressText(
  address: string | undefined,
  keep: (text: string | undefined) => void,
): [typed: string, type: (text: string) => void] {
  const kept = address ?? "";
  const [state, setState] = useState({ typed: kept, kept, sent: kept });
  if (state.kept !== kept)
    setState({ kept, sent: kept, typed: kept === state.sent ? state.typed : kept });
  const waiting = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const type = (typed: string) => {
    window.clearTimeout(waiting.current);
    setState((before) => ({ ...before, typed }));
    const { pathname } = window.location;
    waiting.current = window.setTimeout(() => {
      // Someone who has gone on to another page must not be called back to this one.
      if (window.location.pathname !== pathname) return;
      const text = typed.trim();
      setState((before) => ({ ...before, sent: text }));
      keep(text === "" ? undefined : text);
    }, TYPING_PAUSE_MS);
  };
  return [state.typed, type];
}
