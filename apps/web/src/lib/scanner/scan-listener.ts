import { createBurstReader } from "./burst-reader.ts";
import type { BurstReaderOptions } from "./burst-reader.ts";
import type { KeyPlace, KeyPress } from "./scan-burst.ts";
import { typedFieldOf } from "./typed-fields.ts";

let mayBeScanNow = () => false;

/**
 * Whether a scanner may be typing at this moment. A shortcut on a single character waits SHORTCUT_PATIENCE_MS and acts
 * only if this is false then; the characters that follow the first are not heard by anyone else.
 */
export function mayBeScan(): boolean {
  return mayBeScanNow();
}

/**
 * Tells a scanner's keys from a person's, on the whole window and before anyone else hears them. What a scan typed into
 * a field is taken out again and its Enter or Tab presses nothing. Fields with `data-accepts-scan` keep the code;
 * passwords and `data-no-scan` are left alone. Answers how to stop.
 */
export function startScanListener(options: BurstReaderOptions): () => void {
  const reader = createBurstReader(options);
  const swallowed = new Set<string>();
  const onKeyDown = (event: KeyboardEvent) => {
    // A browser fills in passwords with events that carry no key.
    if (typeof event.key !== "string") return;
    const target = deepTarget(event);
    const { treatment, finish } = reader.press(pressOf(event, target), target);
    // First of all: whatever the screen does with the code, its Enter must not press anything.
    if (treatment !== "pass") event.stopImmediatePropagation();
    if (treatment === "swallow") {
      event.preventDefault();
      swallowed.add(event.code);
    }
    finish();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    // Letting go of the space bar presses a button in some browsers.
    if (!swallowed.delete(event.code)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  const listening = new AbortController();
  const whole = { capture: true, signal: listening.signal };
  mayBeScanNow = reader.isQuick;
  window.addEventListener("keydown", onKeyDown, whole);
  window.addEventListener("keyup", onKeyUp, whole);
  // A screen may move the cursor while a key goes down; this tells where the character really lands.
  window.addEventListener("beforeinput", (event) => reader.land(deepTarget(event)), whole);
  // Fields are taken at their word when the cursor leaves them, and half a code is not a word.
  window.addEventListener("blur", (event) => reader.leave(deepTarget(event)), whole);
  // Whoever presses something right after a scan means the cart with it.
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

/** A password that is being shown is a field of text, but still tells the browser what it holds. */
function isPassword({ type, autocomplete }: HTMLInputElement): boolean {
  return type === "password" || autocomplete.includes("password");
}

/** AltGr types characters and reports itself as Ctrl and Alt; the Mac's Option key does it without saying so. */
function isChord(event: KeyboardEvent): boolean {
  if (event.getModifierState("AltGraph")) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return event.altKey && (event.key.length > 1 || /[a-z\d]/i.test(event.key));
}
