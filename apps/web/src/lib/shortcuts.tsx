import { useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { LayerContext } from "./layer-context.ts";
import { deviceValue } from "./device-storage.ts";
import { SHORTCUT_DELAY_MS } from "./scanner/scan-burst.ts";
import { mayBeScan } from "./scanner/scan-listener.ts";
import { createKeyReader, writesText } from "./shortcut-keys.ts";

export interface Shortcut {
  /** `n`, `F9`, `Shift+F8`, `Mod+Enter`, or a sequence: `g s`. */
  readonly keys: string;
  /** Its description in the list of shortcuts and the palette. */
  readonly label: string;
  readonly run: () => void;
  /** Active in fields too; function keys and Mod shortcuts always are. */
  readonly inFields?: boolean;
  /** False if it would do nothing; then it is not listed either. */
  readonly when?: boolean;
}

interface Entry {
  current: readonly Shortcut[];
  /** Belongs to a sheet or a dialog above the page. */
  readonly layered: boolean;
}

let entries: readonly Entry[] = [];
let listed: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function announce(): void {
  // The newest screen has priority.
  const seen = new Set<string>();
  listed = entries
    .flatMap((entry) =>
      entry.current.map((shortcut) => ({ ...shortcut, run: runNow(entry, shortcut) })),
    )
    .toReversed()
    .filter(({ keys, when }) => {
      if (when === false || seen.has(keys)) return false;
      seen.add(keys);
      return true;
    })
    .toReversed();
  for (const listener of listeners) listener();
}

/** The current handlers of a shortcut: the screen may have rendered again since it was listed. */
function runNow(entry: Entry, { keys }: Shortcut): () => void {
  return () => entry.current.find((shortcut) => shortcut.keys === keys)?.run();
}

/** Registers shortcuts while the component is mounted: for the keyboard, the list of shortcuts and the palette. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const layered = useContext(LayerContext);
  const latest = useRef<Entry>({ current: shortcuts, layered });
  useEffect(() => {
    latest.current.current = shortcuts;
  });
  useEffect(() => {
    const entry = latest.current;
    entries = [...entries, entry];
    return () => {
      entries = entries.filter((other) => other !== entry);
      announce();
    };
  }, []);
  const shape = shortcuts.map(({ keys, label, when }) => `${keys}\t${label}\t${when}`).join("\n");
  useEffect(announce, [shape]);
}

/** All active shortcuts. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );
}

/** Single-character shortcuts can be switched off for users of speech input or similar devices (WCAG 2.1.4). */
export const singleKeys = deviceValue("single-keys", true);

/** Handles the keyboard for all registered shortcuts. Mounted once, by the shell. */
export function ShortcutListener() {
  useEffect(() => {
    const reader = createKeyReader();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const listen = (event: KeyboardEvent) => {
      clearTimeout(waiting);
      if (event.defaultPrevented || event.isComposing) return;
      const completed = reader.read(event, event.timeStamp);
      const inField = isField(event.target);
      const shortcut = completed
        .map((keys) => find(keys, inField))
        .find((found) => found !== undefined);
      if (shortcut === undefined || event.repeat) return;
      event.preventDefault();
      if (!writesText(shortcut.keys)) return shortcut.run();
      // The scanner's listener hides the following characters, so it must be asked.
      const unlessScanned = () => (mayBeScan() ? undefined : shortcut.run());
      waiting = setTimeout(unlessScanned, SHORTCUT_DELAY_MS);
    };
    window.addEventListener("keydown", listen);
    return () => {
      clearTimeout(waiting);
      window.removeEventListener("keydown", listen);
    };
  }, []);
  return null;
}

function find(keys: string, inField: boolean): Shortcut | undefined {
  // A sheet above the page disables the page's shortcuts, except for those it registers.
  const layered = document.querySelector('[role="dialog"]') !== null;
  // Not simply the newest: if an address opens both, the page mounts after its sheet.
  const newest = (entries.findLast((entry) => entry.layered) ?? entries.at(-1))?.current ?? [];
  return (layered ? newest : listed).find((shortcut) => {
    if (shortcut.keys !== keys || shortcut.when === false) return false;
    if (!writesText(keys)) return true;
    return singleKeys.get() && (!inField || shortcut.inFields === true);
  });
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(target.type)))
  );
}
