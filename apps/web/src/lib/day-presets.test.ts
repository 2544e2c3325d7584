import { expect, test } from "vitest";
import { DAY_PRESETS, daysBefore, daysOf, presetOf } from "./day-presets.ts";

test.each([
  ["today", "2026-03-01", "2026-03-01"],
  ["yesterday", "2026-02-28", "2026-02-28"],
  ["last7", "2026-02-23", "2026-03-01"],
  ["last30", "2026-01-31", "2026-03-01"],
  ["thisMonth", "2026-03-01", "2026-03-01"],
  ["lastMonth", "2026-02-01", "2026-02-28"],
] as const)("%s on 1 March 2026 is %s to %s", (preset, from, to) => {
  expect(daysOf(preset, "2026-03-01")).toEqual({ from, to });
});

test("a range of days is matched to its preset, another has none", () => {
  for (const preset of DAY_PRESETS)
    expect(presetOf(daysOf(preset, "2026-06-17"), "2026-06-17")).toBe(preset);
  expect(presetOf({ from: "2026-06-02", to: "2026-06-05" }, "2026-06-17")).toBeNull();
  expect(presetOf({}, "2026-06-17")).toBeNull();
});

test("a range is compared with as many days just before it", () => {
  expect(daysBefore({ from: "2026-03-01", to: "2026-03-07" })).toEqual({
    from: "2026-02-22",
    to: "2026-02-28",
  });
});
