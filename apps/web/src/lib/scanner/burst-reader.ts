import { readCode } from "@daybook/contract/gtin";
import {
  ENDING_KEY_MS,
  NO_BURST,
  endAfterSilence,
  isQuick,
  mayBecomeScan,
  pressKey,
  silentAt,
} from "./scan-burst.ts";
import type { BurstReport, BurstState, KeyPress, KeyReaction } from "./scan-burst.ts";
import type { ScanRule } from "./scan-rule.ts";
import { createTypedFields } from "./typed-fields.ts";

export interface BurstReaderOptions {
  /** Read at every key, so a changed rule applies immediately. */
  readonly rule: () => ScanRule;
  /** A scan's normalized code; its characters have already been removed. */
  readonly onScan: (code: string) => void;
  /** Every finished burst, scan or not. */
  readonly onBurst?: (burst: BurstReport) => void;
}

/** Follows the keys of a window; times are those of its events. */
export interface BurstReader {
  /** Processes a key and decides its handling. Call `finish` after the event was handled that way. */
  press(
    press: KeyPress,
    target: EventTarget | null,
  ): { readonly treatment: KeyReaction["treatment"]; finish(): void };
  /** A character is about to be typed into this field. */
  land(target: EventTarget | null): void;
  /** This field loses the focus. */
  leave(target: EventTarget | null): void;
  /** Another event at this time. */
  look(now: number): void;
  /** Whether a scanner may be typing at this moment. */
  isQuick(): boolean;
  stop(): void;
}

/** If a timer is this late, the page was busy, so keys may be waiting. */
const BUSY_MS = 8;
const KEYS_WAITING_MS = 16;
/** The maximum delay on a page that is always busy. */
const MOST_WAITS = 5;
/** Timers have whole milliseconds and may fire slightly early. */
const TIMER_GRAIN_MS = 1;
export function createBurstReader({ rule, onScan, onBurst }: BurstReaderOptions): BurstReader {
  const typed = createTypedFields();
  let state: BurstState = NO_BURST;
  // Assumes a scanner with an Enter suffix; the first code of another scanner is recognized a moment later.
  let sendsEnding = true;

  const finish = (burst: BurstReport) => {
    if (burst.result === "scan") sendsEnding = burst.endedBy !== "silence";
    const code = readCode(burst.meant);
    if (burst.result !== "scan" || code === "") typed.keep();
    else if (!(burst.accepted && typed.replace(code))) {
      typed.restore();
      onScan(code);
    }
    onBurst?.(burst);
  };
  const waitForSilence = () => {
    const silent = silentAt(state, rule());
    timer.set(silent === null ? null : silent + (sendsEnding ? ENDING_KEY_MS : 0));
  };
  const look = (now: number) => {
    const { state: next, ended } = endAfterSilence(state, now, rule());
    state = next;
    if (ended !== null) finish(ended);
    // The last key of the burst may have changed the rule.
    waitForSilence();
  };
  const timer = createExtendableTimer(() => look(performance.now() + TIMER_GRAIN_MS));
  return {
    press: (press, target) => {
      const continued = state.burst;
      const { state: next, treatment, ended, collected } = pressKey(state, press, rule());
      state = next;
      waitForSilence();
      return {
        treatment,
        finish: () => {
          if (ended !== null) finish(ended);
          else if (continued !== null && next.burst === null) typed.keep();
          if (collected) typed.remember(target);
        },
      };
    },
    land: (target) => {
      if (state.burst !== null) typed.remember(target);
    },
    leave: (target) => {
      // Not by the clock: on a busy machine keys are processed later than they were pressed.
      if (mayBecomeScan(state, rule())) typed.withdraw(target);
    },
    look,
    isQuick: () => isQuick(state, performance.now(), rule()),
    stop: () => timer.set(null),
  };
}

/** Runs at the given time, or a little later if keys may still be waiting. */
function createExtendableTimer(run: () => void): { set(dueAt: number | null): void } {
  let timer: number | undefined;
  const wait = (dueAt: number, waits: number) => {
    const look = () => {
      const now = performance.now();
      // An incomplete code would be worse than a late one.
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
