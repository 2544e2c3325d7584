import { expect, test } from "vitest";
import { noteChanges } from "./stale-changes.ts";

const before = { name: "Mug", priceMinor: 400, codes: ["1"] };

test("[I13] a field that this user has not edited takes the value saved by the other user", () => {
  const theirs = { ...before, priceMinor: 450 };
  expect(noteChanges({ before, theirs, mine: before, noted: [] })).toEqual([
    { key: "priceMinor", mine: 400, theirs: 450, choice: "theirs" },
  ]);
});

test("[I13] a field that both have changed is undecided, and a field that only this user changed is not listed", () => {
  const theirs = { ...before, priceMinor: 450 };
  const mine = { ...before, priceMinor: 500, name: "Cup" };
  expect(noteChanges({ before, theirs, mine, noted: [] })).toEqual([
    { key: "priceMinor", mine: 500, theirs: 450, choice: null },
  ]);
});

test("the same value on both sides needs no decision", () => {
  const theirs = { ...before, codes: ["1", "2"] };
  expect(
    noteChanges({ before, theirs, mine: { ...before, codes: ["1", "2"] }, noted: [] }),
  ).toEqual([]);
});

test("a decision is kept until the other user changes the field again", () => {
  const decided = { key: "priceMinor", mine: 500, theirs: 450, choice: "mine" } as const;
  const mine = { ...before, priceMinor: 500 };
  const same = { before, theirs: { ...before, priceMinor: 450 }, mine, noted: [decided] };
  expect(noteChanges(same)).toEqual([decided]);
  expect(noteChanges({ ...same, theirs: { ...before, priceMinor: 475 } })).toEqual([
    { key: "priceMinor", mine: 500, theirs: 475, choice: null },
  ]);
});

test("an invalid number on both sides is the same value", () => {
  const empty = { priceMinor: Number.NaN };
  expect(noteChanges({ before: empty, theirs: empty, mine: empty, noted: [] })).toEqual([]);
});

test("a value that comes back without its surrounding spaces needs no decision", () => {
  const mine = { ...before, name: "Cup ", codes: [" 1"] };
  const theirs = { ...before, name: "Cup" };
  expect(noteChanges({ before, theirs, mine, noted: [] })).toEqual([]);
});
