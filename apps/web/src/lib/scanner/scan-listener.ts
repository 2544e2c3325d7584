import { normaliseScan } from "./normalise-scan.ts";
import { NO_BURST, fallSilent, isQuick, pressKey, silentAt } from "./scan-burst.ts";
import type { BurstReport, BurstState, KeyPlace, KeyPress } from "./scan-burst.ts";
import type { ScanRule } from "./scan-rule.ts";
import { createTypedFields, typedFieldOf } from "./typed-fields.ts";

export interface ScanListenerOptions {
  /** Asked at every key, so that a changed rule holds at once. */
  readonly rule: () => ScanRule;
  /** A scan's code, normalised; whatever it had typed is already taken back. */
  readonly onScan: (code: string) => void;
  /** Every burst that is over, scan or not. */
  readonly onBurst?: (burst: BurstReport) => void;
}

/** A timer this much too late says that the page was busy, so keys may be waiting behind it. */
const BUSY_MS = 8;
const KEYS_WAITING_MS = 16;
/** Timers count whole milliseconds and may be early by a part of one. */
const TIMER_GRAIN_MS = 1;
/** A page that is always busy must not keep a code for ever. */
const MOST_WAITS = 5;

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
export function startScanListener({ rule, onScan, onBurst }: ScanListenerOptions): () => void {
  const typed = createTypedFields();
  const swallowed = new Set<string>();
  let state: BurstState = NO_BURST;

  const finish = (burst: BurstReport) => {
    const code = normaliseScan(burst.raw);
    if (burst.verdict !== "scan" || code === "") typed.forget();
    else if (!(burst.accepted && typed.replace(code))) {
      typed.restore();
      onScan(code);
    }
    onBurst?.(burst);
  };
  const timer = createPatientTimer(() => {
    const { state: next, ended } = fallSilent(state, performance.now() + TIMER_GRAIN_MS, rule());
    state = next;
    if (ended !== null) finish(ended);
    // The rule was changed by this very key.
    else timer.set(silentAt(state, rule()));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    // A browser fills in passwords with events that carry no key.
    if (typeof event.key !== "string") return;
    const continued = state.burst;
    const reaction = pressKey(state, pressOf(event), rule());
    state = reaction.state;
    // First of all: whatever the screen does with the code, its Enter must not press anything.
    if (reaction.treatment !== "pass") event.stopImmediatePropagation();
    if (reaction.treatment === "swallow") {
      event.preventDefault();
      swallowed.add(event.code);
    }
    timer.set(silentAt(state, rule()));
    if (reaction.ended !== null) finish(reaction.ended);
    if (!reaction.collected) return;
    if (continued === null || reaction.ended !== null) typed.forget();
    typed.remember(deepTarget(event));
  };
  const onKeyUp = (event: KeyboardEvent) => {
    // Letting go of the space bar presses a button in some browsers.
    if (!swallowed.delete(event.code)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  // A screen may move the cursor while a key goes down; this tells where the character really lands.
  const onBeforeInput = (event: InputEvent) => {
    if (state.burst !== null) typed.remember(deepTarget(event));
  };
  mayBeScanNow = () => isQuick(state, performance.now(), rule());
  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("keyup", onKeyUp, true);
  window.addEventListener("beforeinput", onBeforeInput, true);
  return () => {
    timer.set(null);
    mayBeScanNow = () => false;
    window.removeEventListener("keydown", onKeyDown, true);
    window.removeEventListener("keyup", onKeyUp, true);
    window.removeEventListener("beforeinput", onBeforeInput, true);
  };
}

/** Runs once the time has come, or a little later where keys may still be waiting to be read. */
function createPatientTimer(run: () => void): { set(dueAt: number | null): void } {
  let timer: number | undefined;
  const wait = (dueAt: number, waits: number) => {
    const look = () => {
      const now = performance.now();
      // Half a code would be worse than a late one.
      if (now - dueAt > BUSY_MS && waits < MOST_WAITS) wait(now + KEYS_WAITING_MS, waits + 1);
      else run();
    };
    timer = window.setTimeout(look, Math.max(0, dueAt - performance.now()));
  };
  return {
    set: (dueAt) => {
      window.clearTimeout(timer);
      if (dueAt !== null) wait(dueAt, 0);
    },
  };
}

function deepTarget(event: Event): EventTarget | null {
  return event.composedPath()[0] ?? event.target;
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, repeat, isComposing } = event;
  return {
    key,
    code,
    repeat,
    composing: isComposing,
    at: event.timeStamp,
    place: placeOf(deepTarget(event)),
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
