import { looksLikeReceipt } from "../receipt-code.ts";
import { readByPosition } from "./read-by-position.ts";
import type { PlacedKey } from "./read-by-position.ts";
import type { ScanRule } from "./scan-rule.ts";

/** Where a key lands: nowhere in particular, in a text field, in one that wants codes, or where nobody may listen. */
export type KeyPlace = "page" | "field" | "accepting" | "closed";

/** A key going down, as far as it matters here. */
export interface KeyPress {
  /** `KeyboardEvent.key`: what the key means on this layout. */
  readonly key: string;
  /** `KeyboardEvent.code`: the key itself; tells a digit of the numeric pad from an arrow. */
  readonly code: string;
  /** Whether Shift is held: with `code` it tells what a keyboard of another layout would have made. */
  readonly shift: boolean;
  /** When, in milliseconds of any clock that only goes forward. */
  readonly at: number;
  readonly place: KeyPlace;
  /** The key is held down. */
  readonly repeat: boolean;
  /** The key belongs to an input method that is still composing. */
  readonly composing: boolean;
  /** Ctrl, Alt or Command is held, and not to make a character. */
  readonly chord: boolean;
}

interface BurstKey extends PlacedKey {
  /** Since the key before; 0 for the first. */
  readonly gapMs: number;
}

/** A burst that is over, and what it was taken for. */
export interface BurstReport {
  readonly keys: readonly BurstKey[];
  readonly verdict: "scan" | "too_short" | "too_slow";
  readonly endedBy: "Enter" | "Tab" | "silence" | "another key";
  readonly meanGapMs: number;
  /** Since the last key of the burst before; null for the first. */
  readonly pauseMs: number | null;
  /** The characters as they came. */
  readonly raw: string;
  /** The characters as a scanner meant them, where the computer has another layout than the scanner. */
  readonly meant: string;
  /** All of it was typed into a field that wants codes, so it stays there. */
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
  /** When the last burst had its last key. */
  readonly lastKeyAt: number | null;
  /** When the last scan was over; an Enter right after it still belongs to the scanner. */
  readonly scannedAt: number | null;
  /** When a character last followed another so closely that no hand meant two shortcuts. */
  readonly quickAt: number | null;
}

export const NO_BURST: BurstState = {
  burst: null,
  lastKeyAt: null,
  scannedAt: null,
  quickAt: null,
};

/** What to do with a key. */
export interface KeyReaction {
  readonly state: BurstState;
  /** The burst that ended before this key or with it. */
  readonly ended: BurstReport | null;
  /** What becomes of the key: heard by all; typed but heard by nobody else; as if it had not been pressed. */
  readonly treatment: "pass" | "hide" | "swallow";
  /** The key is a character of a burst that goes on. */
  readonly collected: boolean;
}

/** How long a shortcut on a single key waits: a second key within that time may be a scanner's. */
export const SHORTCUT_PATIENCE_MS = 40;

/**
 * A scanner that has sent Enter or Tab will send it again, so on a busy machine its silence is only a key that comes
 * late. Without this a code could be cut in two and the Enter of the second half press a button.
 */
export const ENDING_KEY_MS = 600;

const SILENT_KEYS = new Set(
  "Shift CapsLock NumLock ScrollLock Control Alt AltGraph Meta Fn FnLock Hyper Super Symbol Dead".split(
    " ",
  ),
);
const PAD_DIGIT = /^Numpad(\d)$/;

/** Takes one key into account. Pure: time comes with the key. */
export function pressKey(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  if (press.place === "closed" || press.composing || press.key === "Process")
    return { state: { ...state, burst: null }, ended: null, treatment: "pass", collected: false };
  const late = isOver(state, press.at, rule);
  if (late && isLateEnding(state, press, rule)) {
    const over = end(state, press.key === "Tab" ? "Tab" : "Enter", rule, press.at);
    if (over.ended?.verdict === "scan") return { ...over, treatment: "swallow", collected: false };
  }
  const before = late ? end(state, "silence", rule) : { state, ended: null };
  const reaction = pressInTime(before.state, press, rule);
  return { ...reaction, ended: before.ended ?? reaction.ended };
}

function pressInTime(state: BurstState, press: KeyPress, rule: ScanRule): KeyReaction {
  const { key, at } = press;
  const pass = { state, ended: null, treatment: "pass", collected: false } as const;
  if (SILENT_KEYS.has(key)) return pass;
  if (press.chord) return pressChord(state, at, rule);
  if (key === "Enter" || key === "Tab") {
    if (isEcho(state, at, rule)) return { ...pass, treatment: "swallow" };
    if (press.repeat) return { ...pass, state: { ...state, burst: null } };
    const over = end(state, key, rule, at);
    const scanned = over.ended?.verdict === "scan";
    return { ...over, treatment: scanned ? "swallow" : "pass", collected: false };
  }
  // A held key arrives every 30 ms, as fast as a slow scanner; a scanner lets go of each key.
  if (press.repeat) return { ...pass, state: { ...state, burst: null } };
  const character = characterOf(press);
  if (character === null) return { ...pass, ...end(state, "another key", rule) };
  return collect(state, { ...press, key: character }, rule);
}

/** A scanner sends Ctrl+] for the separators within a code and Ctrl+J for a line feed after it. */
function pressChord(state: BurstState, at: number, rule: ScanRule): KeyReaction {
  const { burst } = state;
  const within = burst !== null && burst.keys.length >= rule.minCharacters && inRhythm(burst, rule);
  if (isEcho(state, at, rule) || within) {
    const after = within ? { ...state, burst: { ...burst, lastAt: at } } : state;
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
  const quick =
    burst !== null && (at - burst.lastAt <= SHORTCUT_PATIENCE_MS || inRhythm(next, rule));
  const hidden = press.place === "page" ? "swallow" : "hide";
  return {
    state: { ...state, burst: next, quickAt: quick ? at : state.quickAt },
    ended: null,
    treatment: quick ? hidden : "pass",
    collected: true,
  };
}

/** Lets time pass without a key: a burst that has been silent for long enough is over. */
export function fallSilent(
  state: BurstState,
  now: number,
  rule: ScanRule,
): Pick<KeyReaction, "state" | "ended"> {
  return isOver(state, now, rule) ? end(state, "silence", rule, now) : { state, ended: null };
}

/** When the burst that goes on will be over if no key follows; null without one. */
export function silentAt({ burst }: BurstState, rule: ScanRule): number | null {
  return burst === null ? null : burst.lastAt + rule.silenceMs;
}

/** Whether the keys of this moment may be a scanner's, so that a shortcut on a single key must not act. */
export function isQuick({ quickAt }: BurstState, now: number, rule: ScanRule): boolean {
  return quickAt !== null && now - quickAt < rule.silenceMs;
}

/** Whether a burst goes on that may become a scan: two keys or more, as quick as a scanner's. */
export function mayBecomeScan({ burst }: BurstState, rule: ScanRule): boolean {
  return burst !== null && burst.keys.length > 1 && inRhythm(burst, rule);
}

function isOver({ burst }: BurstState, now: number, rule: ScanRule): boolean {
  return burst !== null && now - burst.lastAt >= rule.silenceMs;
}

/** Enter after a code of which nobody has been told yet: some scanners take their time before it. */
function isLateEnding({ burst }: BurstState, press: KeyPress, rule: ScanRule): boolean {
  if ((press.key !== "Enter" && press.key !== "Tab") || press.chord || press.repeat) return false;
  return burst !== null && press.at - burst.lastAt < rule.silenceMs + ENDING_KEY_MS;
}

/** Some scanners send Enter and line feed, or Enter after a pause: what follows a scan so soon is still the scanner. */
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
  const verdict = isShortReceipt(burst, endedBy, rule, at) ? "scan" : verdictOf(burst, rule);
  const overAt = at ?? burst.lastAt + rule.silenceMs;
  return {
    state: {
      ...state,
      burst: null,
      lastKeyAt: burst.lastAt,
      scannedAt: verdict === "scan" ? overAt : state.scannedAt,
    },
    ended: {
      keys: burst.keys,
      verdict,
      endedBy,
      meanGapMs: meanGapOf(burst),
      pauseMs: burst.pauseMs,
      raw: burst.keys.map(({ key }) => key).join(""),
      meant: readByPosition(burst.keys),
      accepted: burst.accepted,
    },
  };
}

/** The number ("A-1") of a young shop's receipt, with an Enter that comes as quickly as its characters: no hand does that. */
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

function verdictOf(burst: Burst, rule: ScanRule): BurstReport["verdict"] {
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

/** The character a key makes, or null. Without NumLock the pad sends arrows, so there the key itself counts. */
function characterOf({ key, code }: KeyPress): string | null {
  if ([...key].length === 1) return key;
  return PAD_DIGIT.exec(code)?.[1] ?? null;
}
