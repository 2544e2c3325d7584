import { useSyncExternalStore } from "react";

/** The breakpoint of the phone layout; the same as in the style sheets. */
const PHONE = "(max-width: 599px)";

/** Whether the window has the phone layout, for logic outside style sheets. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => phone().matches);
}

let known: MediaQueryList | undefined;

/** Created once, because every component reads it on each render. */
function phone(): MediaQueryList {
  return (known ??= window.matchMedia(PHONE));
}

function subscribe(listener: () => void): () => void {
  const query = phone();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
