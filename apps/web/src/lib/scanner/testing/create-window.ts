import {
  NO_BURST,
  endAfterSilence,
  isQuick,
  mayBecomeScan,
  pressKey,
  silentAt,
} from "../scan-burst.ts";
import type { BurstReport, BurstState, KeyPlace, KeyPress } from "../scan-burst.ts";
import { USUAL_SCAN_RULE } from "../scan-rule.ts";

/** A fake window with two fields that records typed text, events and scans. */
export function createWindow(rule = USUAL_SCAN_RULE) {
  let state: BurstState = NO_BURST;
  let now = 1000;
  let place: KeyPlace = "field";
  let field = "a";
  let before: Record<string, string> = {};
  const text: Record<string, string> = { a: "", b: "" };
  const scans: string[] = [];
  const bursts: BurstReport[] = [];
  const heard: string[] = [];

  const finish = (burst: BurstReport | null) => {
    if (burst === null) return;
    bursts.push(burst);
    if (burst.result !== "scan" || burst.accepted) return;
    Object.assign(text, before);
    scans.push(burst.raw);
  };
  const wait = (ms: number) => {
    const due = silentAt(state, rule);
    now += ms;
    if (due === null || now < due) return;
    const { state: next, ended } = endAfterSilence(state, now, rule);
    state = next;
    finish(ended);
  };
  const press = (key: string, more: Partial<KeyPress> = {}) => {
    const usual = { code: "", shift: false, repeat: false, composing: false, chord: false };
    const fresh = state.burst === null;
    const reaction = pressKey(state, { key, at: now, place, ...usual, ...more }, rule);
    state = reaction.state;
    finish(reaction.ended);
    if (reaction.collected && (fresh || reaction.ended !== null)) before = {};
    if (reaction.collected && place !== "page") before = { [field]: text[field] ?? "", ...before };
    if (reaction.treatment === "pass") heard.push(key);
    const types = place !== "page" && !(more.chord ?? false) && [...key].length === 1;
    if (types && reaction.treatment !== "swallow") text[field] += key;
    return reaction;
  };
  /** Types keys one after another, `gapMs` apart, starting now. */
  const type = (keys: readonly string[], gapMs: number) =>
    keys.forEach((key, index) => {
      if (index > 0) wait(gapMs);
      press(key);
    });
  return {
    press,
    wait,
    type,
    scan: (code: string, gapMs = 5) => type([...code, "Enter"], gapMs),
    go: (to: KeyPlace, name = "a") => {
      place = to;
      field = name;
    },
    may: () => isQuick(state, now, rule),
    mayBecome: () => mayBecomeScan(state, rule),
    text,
    scans,
    bursts,
    heard,
  };
}
