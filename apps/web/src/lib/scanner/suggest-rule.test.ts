import { expect, test } from "vitest";
import { NO_BURST, endAfterSilence, pressKey } from "./scan-burst.ts";
import type { BurstReport } from "./scan-burst.ts";
import { USUAL_SCAN_RULE } from "./scan-rule.ts";
import type { ScanRule } from "./scan-rule.ts";
import { suggestRule } from "./suggest-rule.ts";

/** The bursts of equally spaced keys under a rule, newest first. */
function burstsOf(keys: string, gapMs: number, rule: ScanRule): BurstReport[] {
  const bursts: BurstReport[] = [];
  let state = NO_BURST;
  [...keys].forEach((key, index) => {
    const press = {
      key,
      code: "",
      shift: false,
      place: "page",
      repeat: false,
      composing: false,
    } as const;
    const reaction = pressKey(state, { ...press, chord: false, at: 1000 + index * gapMs }, rule);
    state = reaction.state;
    if (reaction.ended !== null) bursts.unshift(reaction.ended);
  });
  const { ended } = endAfterSilence(state, 1_000_000, rule);
  return ended === null ? bursts : [ended, ...bursts];
}

test.each([40, 55])("keys %i ms apart are a scan under the suggested rule", (gapMs) => {
  const before = burstsOf("40063813", gapMs, USUAL_SCAN_RULE);
  expect(before[0]?.result).toBe("too_slow");
  const rule = suggestRule(before, USUAL_SCAN_RULE);
  if (rule === null) throw new Error("No rule was found");
  expect(burstsOf("40063813", gapMs, rule)).toMatchObject([{ result: "scan", raw: "40063813" }]);
});

test("keys that are already a scan need no other rule", () => {
  expect(suggestRule(burstsOf("40063813", 10, USUAL_SCAN_RULE), USUAL_SCAN_RULE)).toBeNull();
});

test("three keys, or keys typed by hand, give no rule", () => {
  expect(suggestRule(burstsOf("400", 50, USUAL_SCAN_RULE), USUAL_SCAN_RULE)).toBeNull();
  expect(suggestRule(burstsOf("40063813", 100, USUAL_SCAN_RULE), USUAL_SCAN_RULE)).toBeNull();
  expect(suggestRule([], USUAL_SCAN_RULE)).toBeNull();
});
