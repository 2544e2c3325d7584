import { readCode } from "@daybook/contract/gtin";
import {
  ENDING_KEY_MS,
  NO_BURST,
  fallSilent,
  isQuick,
  mayBecomeScan,
  pressKey,
  silentAt,
} from "./scan-burst.ts";
import type { BurstReport, BurstState, KeyPress, KeyReaction } from "./scan-burst.ts";
import type { ScanRule } from "./scan-rule.ts";
import { createTypedFields } from "./typed-fields.ts";

export interface BurstReaderOptions {
  /** Asked at every key, so that a changed rule holds at once. */
  readonly rule: () => ScanRule;
  /** A scan's code, normalised; whatever it had typed is already taken back. */
  readonly onScan: (code: string) => void;
  /** Every burst that is over, scan or not. */
  readonly onBurst?: (burst: BurstReport) => void;
}

/** Follows the keys of a window; times are those of its events. */
export interface BurstReader {
  /** Takes a key and says what becomes of it. `finish` is to be called once the event is treated so. */
  press(
    press: KeyPress,
    target: EventTarget | null,
  ): { readonly treatment: KeyReaction["treatment"]; finish(): void };
  /** A character is about to land in this field. */
  land(target: EventTarget | null): void;
  /** The cursor leaves this field. */
  leave(target: EventTarget | null): void;
  /** Something else happened at this time. */
  look(now: number): void;
  /** Whether the keys of this moment may be a scanner's. */
  isQuick(): boolean;
  stop(): void;
}

/** A timer this much too late says that the page was busy, so keys may be waiting behind it. */
const BUSY_MS = 8;
const KEYS_WAITING_MS = 16;
/** A page that is always busy must not keep a code for ever. */
const MOST_WAITS = 5;
/** Timers count whole milliseconds and may be early by a part of one. */
const TIMER_GRAIN_MS = 1;
export function createBurstReader({ rule, onScan, onBurst }: BurstReaderOptions): BurstReader {
  const typed = createTypedFields();
  let state: BurstState = NO_BURST;
  // Scanners come with Enter switched on; the first code of another one is understood a moment later.
  let sendsEnding = true;

  const finish = (burst: BurstReport) => {
    if (burst.verdict === "scan") sendsEnding = burst.endedBy !== "silence";
    const code = readCode(burst.meant);
    if (burst.verdict !== "scan" || code === "") typed.keep();
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
    const { state: next, ended } = fallSilent(state, now, rule());
    state = next;
    if (ended !== null) finish(ended);
    // The rule may have been changed by the burst's very last key.
    waitForSilence();
  };
  const timer = createPatientTimer(() => look(performance.now() + TIMER_GRAIN_MS));
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
      // Not by the clock: on a busy machine the keys are read later than they were pressed.
      if (mayBecomeScan(state, rule())) typed.withdraw(target);
    },
    look,
    isQuick: () => isQuick(state, performance.now(), rule()),
    stop: () => timer.set(null),
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
