import type { PlannedAdjustment } from "./planned.ts";

const DAMAGED = /damag|faulty|mouldy|thrown|broken|smashed|crushed|crack|rust|wet/i;
const USED = /sample|given away|display/i;
const LOST = /lost|missing|stolen/i;
const FOUND = /found/i;

/** The reason for a stock change of a row with price zero: from its note if that fits the sign, else a correction. */
export function adjustmentReason(pieces: number, note: string): PlannedAdjustment["reason"] {
  if (pieces > 0) return FOUND.test(note) ? "found" : "correction";
  if (DAMAGED.test(note)) return "damage";
  if (USED.test(note)) return "internal_use";
  return LOST.test(note) ? "shrinkage" : "correction";
}
