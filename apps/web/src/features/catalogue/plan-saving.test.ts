import { ROWS_PER_LINE } from "@daybook/contract/catalogue-file";
import { describe, expect, test } from "vitest";
import { COPY_FORMAT, isReadable, planSaving } from "./plan-saving.ts";
import type { CopyHead, Wanted } from "./plan-saving.ts";

const MINUTE = 60_000;
const rows = (count: number) => Array.from({ length: count }, (_, slot) => ({ id: `p${slot}` }));
const head = (fields: Partial<CopyHead> = {}): CopyHead => ({
  format: COPY_FORMAT,
  seq: 10,
  costs: true,
  chunks: 3,
  writer: "me",
  savedAt: 0,
  ...fields,
});
const wanted = (fields: Partial<Wanted> = {}): Wanted => ({
  writer: "me",
  costs: true,
  catalogue: { seq: 20, rows: rows(2 * ROWS_PER_LINE + 1) },
  changed: new Set(["p0", "p1", `p${2 * ROWS_PER_LINE}`]),
  now: MINUTE,
  ...fields,
});
const everything = { replaceAll: true, chunks: [0, 1, 2], count: 3 };

describe("saving the catalogue", () => {
  test("[X1] writes the chunks of the changed rows into its own copy", () => {
    expect(planSaving(head(), wanted())).toEqual({ replaceAll: false, chunks: [0, 2], count: 3 });
  });

  test("writes everything if there is no copy, it has another format, or everything is new", () => {
    expect(planSaving(null, wanted())).toEqual(everything);
    expect(planSaving(head({ format: 1 }), wanted())).toEqual(everything);
    expect(planSaving(head(), wanted({ changed: "all" }))).toEqual(everything);
  });

  test("[US6] writes everything again when the user no longer sees costs, or sees them now", () => {
    expect(planSaving(head({ writer: "another" }), wanted({ costs: false }))).toEqual(everything);
    expect(planSaving(head({ costs: false }), wanted())).toEqual(everything);
    // A copy from before costs could be hidden may contain them.
    const { costs: _unknown, ...old } = head();
    expect(planSaving(old, wanted({ costs: false }))).toEqual(everything);
    expect(isReadable(old, false)).toBe(false);
    expect(isReadable(head(), true)).toBe(true);
  });

  test("leaves another tab's copy alone while that tab keeps it up to date, and takes over when it stops", () => {
    const others = (fields: Partial<CopyHead>) => head({ writer: "another", ...fields });
    expect(planSaving(others({}), wanted())).toBeNull();
    expect(planSaving(others({}), wanted({ changed: "all" }))).toBeNull();
    expect(planSaving(others({ seq: 20 }), wanted({ now: 60 * MINUTE }))).toBeNull();
    expect(planSaving(others({}), wanted({ now: 60 * MINUTE }))).toEqual(everything);
  });

  test("of an empty shop writes no chunk", () => {
    const empty = wanted({ catalogue: { seq: 1, rows: [] }, changed: "all" });
    expect(planSaving(null, empty)).toEqual({ replaceAll: true, chunks: [], count: 0 });
  });
});
