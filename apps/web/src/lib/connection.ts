import { useEffect, useState, useSyncExternalStore } from "react";
import { useSteady } from "./press.ts";

/** `live`: changes arrive by themselves. `connecting`: not yet. `away`: the server cannot be reached. */
export type Connection = "connecting" | "live" | "away";

/** Longer than a blink of the Wi-Fi; only then is it worth a sentence. */
const NOTICE_AFTER_MS = 3000;

let current: Connection = "connecting";
/** When changes last arrived by themselves, while they do not; before that, when the page came. */
let lastLiveAt = Date.now();
const listeners = new Set<() => void>();
const NETWORK = ["online", "offline"] as const;

/** Where the socket's state is written; screens read it through the hooks below. */
export const connectionStore = {
  // A device without a network knows it before its socket does.
  get: (): Connection => (globalThis.navigator?.onLine === false ? "away" : current),
  set(next: Connection): void {
    if (next === current) return;
    if (current === "live") lastLiveAt = Date.now();
    current = next;
    for (const listener of listeners) listener();
  },
  /** Until when this page knows what has changed (milliseconds of this device's clock). */
  knownUntil: (): number => (current === "live" ? Date.now() : lastLiveAt),
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    for (const name of NETWORK) window.addEventListener(name, listener);
    return () => {
      listeners.delete(listener);
      for (const name of NETWORK) window.removeEventListener(name, listener);
    };
  },
};

/** The state of the live connection now. */
export function useConnection(): Connection {
  return useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
}

/** True once the server has been out of reach for three seconds on end. */
export function useAwayForLong(): boolean {
  const live = useConnection() === "live";
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (live) return undefined;
    const timer = window.setTimeout(() => setLong(true), NOTICE_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
      setLong(false);
    };
  }, [live]);
  return useSteady(long);
}
