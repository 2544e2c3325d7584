const ms = (value: number) => `${Math.round(value)} ms`;

/** Texts of the scanner test. */
export const scannerTexts = {
  title: "Test my scanner",
  lead: "Scan anything: this page shows what your scanner sends and how it was read.",
  arrivedTitle: "What arrived",
  waiting: "Nothing yet. Scan a barcode, or type on the keyboard to see the difference.",
  latest: "Keys, latest first",
  keys: "Keys",
  gap: "Between keys",
  result: "Read as",
  meanGap: (value: number) => ms(value),
  oneKey: "one key",
  results: { scan: "Scan", too_short: "Typing", too_slow: "Typing" },
  whyScan: (code: string) => `The code is ${code}.`,
  whyShort: (count: number, least: number) =>
    `${count === 1 ? "One character" : `${count} characters`}; a scan has at least ${least}.`,
  whySlow: (mean: number, most: number) =>
    `${ms(mean)} between keys; a scan takes at most ${ms(most)}.`,
  endedBy: {
    Enter: "ended with Enter",
    Tab: "ended with Tab",
    silence: "ended without a key",
    "another key": "ended by another key",
  },
  suit: "That was my scanner: treat it as a scan",
  ruleTitle: "What counts as a scan",
  ruleHint: "For this device. Most scanners need no change.",
  fields: {
    minCharacters: "Minimum characters",
    maxMeanGapMs: "Longest gap between keys (ms)",
    silenceMs: "Pause that ends a scan (ms)",
  },
  outOfRange: {
    minCharacters: "Enter 3 to 20.",
    maxMeanGapMs: "Enter 5 to 80.",
    silenceMs: "Enter 40 to 400, and at least twice the time between keys.",
  },
  reset: "Reset to defaults",
};
