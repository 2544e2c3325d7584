import { useEffect, useState, useSyncExternalStore } from "react";
import { useSteady } from "./press.ts";

/** `live`: receiving changes. `connecting`: not yet. `away`: the server is unreachable. */
export type Connection = "connecting" | "live" | "away";

/** Longer than a short Wi-Fi interruption, which needs no message. */
const NOTICE_AFTER_MS = 3000;

/** How long to wait before the next attempt to connect, after so many that failed. */
export const retryDelayMs = (failed: number): number => Math.min(250 * 2 ** failed, 5000);

let current: Connection = "connecting";
/** While disconnected: when changes were last received, or else when the page was loaded. */
let lastLiveAt = Date.now();
const listeners = new Set<() => void>();
const NETWORK = ["online", "offline"] as const;

/** The writable state of the socket; screens read it through the hooks below. */
export const connectionStore = {
  // A device without a network knows it before its socket does.
  get: (): Connection => (globalThis.navigator?.onLine === false ? "away" : current),
  set(next: Connection): void {
    if (next === current) return;
    if (current === "live") lastLiveAt = Date.now();
    current = next;
    for (const listener of listeners) listener();
  },
  /** The time up to which this page has all changes (milliseconds of this device's clock). */
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

/** True after the server has been unreachable for three seconds. */
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
