import { describe, expect, test } from "vitest";
import { minor, MinorPositive } from "@daybook/contract/money";
import { likelyNotes } from "./pay-notes.ts";
import { pay, stillToPay } from "./pay-tenders.ts";

describe("likely notes", () => {
  test("are the next sums above the due that notes make up", () => {
    expect(likelyNotes(1240)).toEqual([1500, 2000, 5000]);
    expect(likelyNotes(320)).toEqual([400, 500, 1000]);
    expect(likelyNotes(4710)).toEqual([5000, 6000, 10_000]);
    expect(likelyNotes(1999)).toEqual([2000, 5000, 10_000]);
    expect(likelyNotes(12_730)).toEqual([15_000, 20_000, 50_000]);
  });

  test("do not repeat the exact amount, which has a button of its own", () => {
    expect(likelyNotes(2000)).not.toContain(2000);
    expect(likelyNotes(1)).not.toContain(1);
  });

  test("are three, ascending and above the due, for any due there is", () => {
    for (let due = 1; due < 1e14; due = due * 3 + 1) {
      const notes = likelyNotes(due);
      expect(notes).toHaveLength(3);
      expect(notes.toSorted((a, b) => a - b)).toEqual(notes);
      expect(notes.every((note) => note > due && Number.isSafeInteger(note))).toBe(true);
    }
  });

  test("are none when nothing is due", () => {
    expect(likelyNotes(0)).toEqual([]);
  });
});

describe("paying", () => {
  const due = minor(1240);
  const cash = (amountMinor: number | null) => ({ tender: "cash" as const, amountMinor });
  const card = (amountMinor: number | null) => ({ tender: "card" as const, amountMinor });
  const tender = (kind: "cash" | "card", amountMinor: number) => ({
    tender: kind,
    amountMinor: MinorPositive.parse(amountMinor),
    reference: "",
  });

  test("exact cash pays what is due and gives no change", () => {
    expect(pay(due, [], cash(null))).toEqual({
      kind: "paid",
      tenders: [tender("cash", 1240)],
      changeMinor: 0,
    });
  });

  test("a note gives change", () => {
    expect(pay(due, [], cash(2000))).toMatchObject({ kind: "paid", changeMinor: 760 });
  });

  test("a part leaves a rest, which any other tender can pay", () => {
    const first = pay(due, [], card(1000));
    if (first.kind !== "part") throw new Error("This is a part");
    expect(stillToPay(due, first.parts)).toBe(240);
    expect(pay(due, first.parts, cash(500))).toEqual({
      kind: "paid",
      tenders: [tender("card", 1000), tender("cash", 500)],
      changeMinor: 260,
    });
  });

  test("a card is not charged more than is due, alone or together", () => {
    const refused = { kind: "refused", reason: "change_only_from_cash" };
    expect(pay(due, [], card(1241))).toEqual(refused);
    expect(pay(due, [tender("card", 1000)], card(241))).toEqual(refused);
  });

  test("parts that cover a total which became smaller are enough", () => {
    const parts = [tender("cash", 1000)];
    expect(stillToPay(minor(900), parts)).toBe(0);
    expect(pay(minor(900), parts, cash(null))).toEqual({
      kind: "paid",
      tenders: parts,
      changeMinor: 100,
    });
  });

  test("a sale of nothing needs no tender", () => {
    expect(pay(minor(0), [], cash(null))).toEqual({ kind: "paid", tenders: [], changeMinor: 0 });
  });

  test("an amount that cannot be read, nothing or below nothing is refused", () => {
    for (const amount of [Number.NaN, 0, -5])
      expect(pay(due, [], cash(amount))).toEqual({ kind: "refused", reason: "amount" });
  });
});
