import { lazy, Suspense, useSyncExternalStore } from "react";
import { lateCode } from "../lib/late-code.ts";
import type { Toast } from "./toast.ts";

// The list of toasts is loaded with the first toast.
const load = lateCode(() => import("./toast-list.tsx"));
const ToastList = lazy(async () => ({ default: (await load()).ToastList }));

let wanted = false;
const listeners = new Set<() => void>();

/** Shows a success message; never the only place of an error. */
export function showToast(toast: Toast): void {
  wanted = true;
  for (const listener of listeners) listener();
  void load().then(({ addToast }) => addToast(toast));
}

/** Renders the toasts. Mounted once. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => wanted);
  return <Suspense>{shown ? <ToastList /> : null}</Suspense>;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
