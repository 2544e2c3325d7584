import { GROUP_SEPARATOR } from "@daybook/contract/gtin";
import { looksLikeReceipt } from "../receipt-code.ts";
import { readByPosition } from "./read-by-position.ts";
import type { PlacedKey } from "./read-by-position.ts";
import type { ScanRule } from "./scan-rule.ts";

/** The target of a key: none, a text field, a field that accepts codes, or a field that must not be observed. */
export type KeyPlace = "page" | "field" | "accepting" | "closed";

/** A keydown event, as far as it matters here. */
export interface KeyPress {
  /** `KeyboardEvent.key`: the character on this layout. */
  readonly key: string;
  /** `KeyboardEvent.code`: the physical key; distinguishes a digit of the numeric keypad from an arrow. */
  readonly code: string;
  /** Whether Shift is pressed: with `code` it gives the character of another layout. */
  readonly shift: boolean;
  /** The time in milliseconds of a monotonic clock. */
  readonly at: number;
  readonly place: KeyPlace;
  /** The key repeats. */
  readonly repeat: boolean;
  /** The key belongs to an IME composition. */
  readonly composing: boolean;
  /** Ctrl, Alt or Command is pressed, and not to type a character. */
  readonly chord: boolean;
}

interface BurstKey extends PlacedKey {
  /** Since the previous key; 0 for the first. */
  readonly gapMs: number;
}

/** A finished burst and its classification. */
export interface BurstReport {
  readonly keys: readonly BurstKey[];
  readonly result: "scan" | "too_short" | "too_slow";
  readonly endedBy: "Enter" | "Tab" | "silence" | "another key";
  readonly meanGapMs: number;
  /** Since the last key of the previous burst; null for the first. */
  readonly pauseMs: number | null;
  /** The characters as received. */
  readonly raw: string;
  /** The characters as the scanner sent them, if the computer has another layout than the scanner. */
  readonly meant: string;
  /** All of it was typed into a field that accepts codes, so it stays there. */
  readonly accepted: boolean;
}

interface Burst {
  readonly keys: readonly BurstKey[];
  readonly lastAt: number;
  readonly pauseMs: number | null;
  readonly accepted: boolean;
}

export interface BurstState {
  readonly burst: Burst | null;
  /** The time of the last key of the previous burst. */
  readonly lastKeyAt: number | null;
  /** The end of the last scan; an Enter right after it still belongs to the scanner. */
  readonly scannedAt: number | null;
  /** The last time a character followed another faster than a person types two shortcuts. */
  readonly quickAt: number | null;
}

export const NO_BURST: BurstState = {
  burst: null,
  lastKeyAt: null,
  scannedAt: null,
  quickAt: null,
};

/** How to handle a key. */
export interface KeyReaction {
  readonly state: BurstState;
  /** The burst that ended before this key or with it. */
  readonly ended: BurstReport | null;
  /** How the key is handled: normally; typed but hidden from other listeners; or suppressed. */
  readonly treatment: "pass" | "hide" | "swallow";
  /** The key is a character of a continuing burst. */
  readonly collected: boolean;
}

/** The delay of a single-key shortcut: a second key within that time may be a scanner's. */
export const SHORTCUT_DELAY_MS = 40;

/**
 * A scanner that has sent Enter or Tab will send it again, so on a busy machine a pause only means a late key. Without
 * this a code could be split and the Enter of its second half press a button.
 */
export const ENDING_KEY_MS = 600;

const SILENT_KEYS = new Set(
  "Shift CapsLock NumLock ScrollLock Control Alt AltGraph Meta Fn FnLock Hyper Super Symbol Dead".split(
    " ",
  ),
);
const PAD_DIGIT = /^Numpad(\d)$/;

/** Processes one key. Pure: the time is part of the key. */
export function pressKey(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  if (press.place === "closed" || press.composing || press.key === "Process")
    return { state: { ...state, burst: null }, ended: null, treatment: "pass", collected: false };
  const late = isOver(state, press.at, rule);
  if (late && isLateEnding(state, press, rule)) {
    const over = end(state, press.key === "Tab" ? "Tab" : "Enter", rule, press.at);
    if (over.ended?.result === "scan") return { ...over, treatment: "swallow", collected: false };
  }
  const before = late ? end(state, "silence", rule) : { state, ended: null };
  const reaction = pressInTime(before.state, press, rule);
  return { ...reaction, ended: before.ended ?? reaction.ended };
}

function pressInTime(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  const { key, at } = press;
  const pass = { state, ended: null, treatment: "pass", collected: false } as const;
  if (SILENT_KEYS.has(key)) return pass;
  if (press.chord) return pressChord(state, press, rule);
  if (key === "Enter" || key === "Tab") {
    if (isEcho(state, at, rule)) return { ...pass, treatment: "swallow" };
    if (press.repeat) return { ...pass, state: { ...state, burst: null } };
    const over = end(state, key, rule, at);
    const scanned = over.ended?.result === "scan";
    return { ...over, treatment: scanned ? "swallow" : "pass", collected: false };
  }
  // A held key repeats every 30 ms, as fast as a slow scanner; a scanner releases each key.
  if (press.repeat) return { ...pass, state: { ...state, burst: null } };
  const character = characterOf(press);
  if (character === null) return { ...pass, ...end(state, "another key", rule) };
  return collect(state, { ...press, key: character }, rule);
}

/**
 * A scanner sends Ctrl+] for the separators within a code, which are collected by their position, and Ctrl+J for a line
 * feed after it.
 */
function pressChord(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  const { burst } = state;
  const { at } = press;
  const within = burst !== null && burst.keys.length >= rule.minCharacters && inRhythm(burst, rule);
  if (isEcho(state, at, rule) || within) {
    const separates = press.code === "BracketRight" || press.key === "]";
    const separator = { key: GROUP_SEPARATOR, code: "", shift: false };
    const keys = within
      ? [...burst.keys, ...(separates ? [{ ...separator, gapMs: at - burst.lastAt }] : [])]
      : [];
    const after = within ? { ...state, burst: { ...burst, keys, lastAt: at } } : state;
    return { state: after, ended: null, treatment: "swallow", collected: false };
  }
  return { ...end(state, "another key", rule), treatment: "pass", collected: false };
}

function collect(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  const { burst, lastKeyAt } = state;
  const { key, code, shift, at } = press;
  const accepting = press.place === "accepting";
  const next: Burst =
    burst === null
      ? {
          keys: [{ key, code, shift, gapMs: 0 }],
          lastAt: at,
          pauseMs: lastKeyAt === null ? null : at - lastKeyAt,
          accepted: accepting,
        }
      : {
          ...burst,
          keys: [...burst.keys, { key, code, shift, gapMs: at - burst.lastAt }],
          lastAt: at,
          accepted: burst.accepted && accepting,
        };
  const quick = burst !== null && (at - burst.lastAt <= SHORTCUT_DELAY_MS || inRhythm(next, rule));
  const hidden = press.place === "page" ? "swallow" : "hide";
  return {
    state: { ...state, burst: next, quickAt: quick ? at : state.quickAt },
    ended: null,
    treatment: quick ? hidden : "pass",
    collected: true,
  };
}

/** Advances the time without a key: ends a burst after a long enough pause. */
export function endAfterSilence(
  state: BurstState,
  now: number,
  rule: ScanRule,
): Pick<KeyReaction, "state" | "ended"> {
  return isOver(state, now, rule) ? end(state, "silence", rule, now) : { state, ended: null };
}

/** When the current burst ends if no key follows; null without one. */
export function silentAt({ burst }: BurstState, rule: ScanRule): number | null {
  return burst === null ? null : burst.lastAt + rule.silenceMs;
}

/** Whether a scanner may be typing, so single-key shortcuts must not act. */
export function isQuick({ quickAt }: BurstState, now: number, rule: ScanRule): boolean {
  return quickAt !== null && now - quickAt < rule.silenceMs;
}

/** Whether the current burst may become a scan: two or more keys at the speed of a scanner. */
export function mayBecomeScan({ burst }: BurstState, rule: ScanRule): boolean {
  return burst !== null && burst.keys.length > 1 && inRhythm(burst, rule);
}

function isOver({ burst }: BurstState, now: number, rule: ScanRule): boolean {
  return burst !== null && now - burst.lastAt >= rule.silenceMs;
}

/** Enter after a code that was not reported yet: some scanners send it late. */
function isLateEnding({ burst }: BurstState, press: KeyPress, rule: ScanRule): boolean {
  if ((press.key !== "Enter" && press.key !== "Tab") || press.chord || press.repeat) return false;
  return burst !== null && press.at - burst.lastAt < rule.silenceMs + ENDING_KEY_MS;
}

/** Some scanners send Enter and line feed, or Enter after a pause: keys this soon after a scan belong to it. */
function isEcho({ burst, scannedAt }: BurstState, at: number, rule: ScanRule): boolean {
  return burst === null && scannedAt !== null && at - scannedAt < rule.silenceMs;
}

function end(
  state: BurstState,
  endedBy: BurstReport["endedBy"],
  rule: ScanRule,
  at?: number,
): Pick<KeyReaction, "state" | "ended"> {
  const { burst } = state;
  if (burst === null) return { state, ended: null };
  const result = isShortReceipt(burst, endedBy, rule, at) ? "scan" : resultOf(burst, rule);
  const overAt = at ?? burst.lastAt + rule.silenceMs;
  return {
    state: {
      ...state,
      burst: null,
      lastKeyAt: burst.lastAt,
      scannedAt: result === "scan" ? overAt : state.scannedAt,
    },
    ended: {
      keys: burst.keys,
      result,
      endedBy,
      meanGapMs: meanGapOf(burst),
      pauseMs: burst.pauseMs,
      raw: burst.keys.map(({ key }) => key).join(""),
      meant: readByPosition(burst.keys),
      accepted: burst.accepted,
    },
  };
}

/** A short receipt number ("A-1") with an Enter as fast as its characters, which nobody types. */
function isShortReceipt(
  burst: Burst,
  endedBy: BurstReport["endedBy"],
  rule: ScanRule,
  at = Number.POSITIVE_INFINITY,
): boolean {
  if (endedBy !== "Enter" && endedBy !== "Tab") return false;
  const text = burst.keys.map(({ key }) => key).join("");
  return looksLikeReceipt(text) && inRhythm(burst, rule) && at - burst.lastAt <= rule.silenceMs;
}

function resultOf(burst: Burst, rule: ScanRule): BurstReport["result"] {
  if (burst.keys.length < rule.minCharacters) return "too_short";
  return inRhythm(burst, rule) ? "scan" : "too_slow";
}

function inRhythm(burst: Burst, rule: ScanRule): boolean {
  return meanGapOf(burst) <= rule.maxMeanGapMs;
}

function meanGapOf({ keys }: Pick<Burst, "keys">): number {
  if (keys.length < 2) return 0;
  return keys.reduce((sum, { gapMs }) => sum + gapMs, 0) / (keys.length - 1);
}

/** The character of a key, or null. Without NumLock the keypad sends arrows, so the physical key is used. */
function characterOf({ key, code }: KeyPress): string | null {
  if ([...key].length === 1) return key;
  return PAD_DIGIT.exec(code)?.[1] ?? null;
}
