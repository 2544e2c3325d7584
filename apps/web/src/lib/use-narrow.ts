import { useSyncExternalStore } from "react";

/** Where the screens change over to a phone's layout; the same width as in the style sheets. */
const PHONE = "(max-width: 599px)";

/** Whether the window is as narrow as a phone, for what style sheets alone cannot say. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => phone().matches);
}

let known: MediaQueryList | undefined;

/** Made once: every reader looks at it in each of its renders. */
function phone(): MediaQueryList {
  return (known ??= window.matchMedia(PHONE));
}

function subscribe(listener: () => void): () => void {
  const query = phone();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
