import { describe, expect, test } from "vitest";
import { minor, MinorPositive } from "@daybook/contract/money";
import { pay as payIn, stillToPay } from "./pay.ts";

describe("paying", () => {
  const due = minor(1240);
  const pay = (
    total: Parameters<typeof payIn>[0],
    parts: Parameters<typeof payIn>[1],
    received: Parameters<typeof payIn>[2],
  ) => payIn(total, parts, received, "GBP");
  const cash = (amountMinor: number | null) => ({ tender: "cash" as const, amountMinor });
  const card = (amountMinor: number | null) => ({ tender: "card" as const, amountMinor });
  const tender = (kind: "cash" | "card", amountMinor: number) => ({
    tender: kind,
    amountMinor: MinorPositive.parse(amountMinor),
    reference: "",
  });

  test("exact cash pays the amount due and gives no change", () => {
    expect(pay(due, [], cash(null))).toEqual({
      kind: "paid",
      tenders: [tender("cash", 1240)],
      changeMinor: 0,
    });
  });

  test("a note gives change", () => {
    expect(pay(due, [], cash(2000))).toMatchObject({ kind: "paid", changeMinor: 760 });
  });

  test("[fault E3] far more cash than is due is refused before payment", () => {
    expect(pay(due, [], cash(1240 + 50_000))).toMatchObject({ kind: "paid", changeMinor: 50_000 });
    expect(pay(due, [], cash(1240 + 50_001))).toEqual({
      kind: "refused",
      reason: "too_much_cash",
    });
  });

  test("a partial payment leaves a rest, which any other tender can pay", () => {
    const first = pay(due, [], card(1000));
    if (first.kind !== "part") throw new Error("This is a part");
    expect(stillToPay(due, first.parts)).toBe(240);
    expect(pay(due, first.parts, cash(500))).toEqual({
      kind: "paid",
      tenders: [tender("card", 1000), tender("cash", 500)],
      changeMinor: 260,
    });
  });

  test("a card is not charged more than is due, alone or with others", () => {
    const refused = { kind: "refused", reason: "change_only_from_cash" };
    expect(pay(due, [], card(1241))).toEqual(refused);
    expect(pay(due, [tender("card", 1000)], card(241))).toEqual(refused);
  });

  test("parts that cover a reduced total are enough", () => {
    const parts = [tender("cash", 1000)];
    expect(stillToPay(minor(900), parts)).toBe(0);
    expect(pay(minor(900), parts, cash(null))).toEqual({
      kind: "paid",
      tenders: parts,
      changeMinor: 100,
    });
  });

  test("a sale of zero needs no tender", () => {
    expect(pay(minor(0), [], cash(null))).toEqual({ kind: "paid", tenders: [], changeMinor: 0 });
  });

  test("an amount that is unreadable, zero or negative is refused", () => {
    for (const amount of [Number.NaN, 0, -5])
      expect(pay(due, [], cash(amount))).toEqual({ kind: "refused", reason: "amount" });
  });
});
