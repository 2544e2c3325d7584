import { createBurstReader } from "./burst-reader.ts";
import type { BurstReaderOptions } from "./burst-reader.ts";
import type { KeyPlace, KeyPress } from "./scan-burst.ts";
import { typedFieldOf } from "./typed-fields.ts";

let mayBeScanNow = () => false;

/**
 * Whether a scanner may be typing. A single-character shortcut waits SHORTCUT_PATIENCE_MS and acts only if this is
 * false then; the following characters are hidden from other listeners.
 */
export function mayBeScan(): boolean {
  return mayBeScanNow();
}

/**
 * Distinguishes a scanner from typing, for the whole window and before any other listener. The characters of a scan are
 * removed from the field, and its Enter or Tab has no effect. Fields with `data-accepts-scan` keep the code; passwords
 * and `data-no-scan` are ignored. Returns the function that stops it.
 */
export function startScanListener(options: BurstReaderOptions): () => void {
  const reader = createBurstReader(options);
  const swallowed = new Set<string>();
  const onKeyDown = (event: KeyboardEvent) => {
    // A browser fills in passwords with events without a key.
    if (typeof event.key !== "string") return;
    const target = deepTarget(event);
    const { treatment, finish } = reader.press(pressOf(event, target), target);
    // First, because the Enter of a scan must not press anything.
    if (treatment !== "pass") event.stopImmediatePropagation();
    if (treatment === "swallow") {
      event.preventDefault();
      swallowed.add(event.code);
    }
    finish();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    // In some browsers, releasing the space bar presses a button.
    if (!swallowed.delete(event.code)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  const listening = new AbortController();
  const whole = { capture: true, signal: listening.signal };
  mayBeScanNow = reader.isQuick;
  window.addEventListener("keydown", onKeyDown, whole);
  window.addEventListener("keyup", onKeyUp, whole);
  // A screen may move the focus during a keydown event; this gives the actual field.
  window.addEventListener("beforeinput", (event) => reader.land(deepTarget(event)), whole);
  // Fields commit their value on blur, and an incomplete code is not a value.
  window.addEventListener("blur", (event) => reader.leave(deepTarget(event)), whole);
  // A click right after a scan refers to the cart that includes it.
  window.addEventListener("pointerdown", (event) => reader.look(event.timeStamp), whole);
  return () => {
    reader.stop();
    mayBeScanNow = () => false;
    listening.abort();
  };
}

function deepTarget(event: Event): EventTarget | null {
  return event.composedPath()[0] ?? event.target;
}

function pressOf(event: KeyboardEvent, target: EventTarget | null): KeyPress {
  const { key, code, shiftKey, repeat, isComposing, timeStamp } = event;
  const place = placeOf(target);
  return {
    key,
    code,
    shift: shiftKey,
    repeat,
    composing: isComposing,
    at: timeStamp,
    place,
    chord: isChord(event),
  };
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return "page";
  if (target instanceof HTMLInputElement && isPassword(target)) return "closed";
  if (target.closest("[data-no-scan]") !== null) return "closed";
  if (typedFieldOf(target) === null) return "page";
  return target.closest("[data-accepts-scan]") === null ? "field" : "accepting";
}

/** A visible password is a text field, but its autocomplete attribute identifies it. */
function isPassword({ type, autocomplete }: HTMLInputElement): boolean {
  return type === "password" || autocomplete.includes("password");
}

/** AltGr types characters and is reported as Ctrl and Alt; the Option key of a Mac does so without modifiers. */
function isChord(event: KeyboardEvent): boolean {
  if (event.getModifierState("AltGraph")) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return event.altKey && (event.key.length > 1 || /[a-z\d]/i.test(event.key));
}
