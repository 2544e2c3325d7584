import { useSyncExternalStore } from "react";

/** Where the screens change over to a phone's layout; the same width as in the style sheets. */
const PHONE = "(max-width: 599px)";

/** Whether the window is as narrow as a phone, for what style sheets alone cannot say. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(PHONE).matches);
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
