import { TenderId } from "@daybook/contract/ids";
import { describe, expect, test } from "vitest";
import { CARD, CASH, FIRST_TENDERS, OTHER } from "@daybook/contract/tenders";
import { minor, MinorPositive } from "@daybook/contract/money";
import { pay as payIn, stillToPay } from "./pay.ts";

const OFF = { cashRounding: "off", cashStepMinor: 1 } as const;

describe("paying", () => {
  const due = minor(1240);
  const pay = (
    total: Parameters<typeof payIn>[0],
    parts: Parameters<typeof payIn>[1],
    received: Parameters<typeof payIn>[2],
  ) => payIn(total, parts, received, { tenders: FIRST_TENDERS, currency: "GBP", cash: OFF });
  const cash = (amountMinor: number | null) => ({ tender: CASH, amountMinor });
  const card = (amountMinor: number | null) => ({ tender: CARD, amountMinor });
  const tender = (kind: TenderId, amountMinor: number) => ({
    tender: kind,
    amountMinor: MinorPositive.parse(amountMinor),
    reference: "",
  });

  test("exact cash pays the amount due and gives no change", () => {
    expect(pay(due, [], cash(null))).toEqual({
      kind: "paid",
      tenders: [tender(CASH, 1240)],
      roundingMinor: 0,
      changeMinor: 0,
    });
  });

  test("a note gives change", () => {
    expect(pay(due, [], cash(2000))).toMatchObject({ kind: "paid", changeMinor: 760 });
  });

  test("[M4] without a drawer, no cash comes in, and none goes out as change", () => {
    const withoutCash = (...[total, parts, received]: Parameters<typeof pay>) =>
      payIn(total, parts, received, {
        tenders: FIRST_TENDERS.map((one) =>
          one.id === OTHER ? { ...one, givesChange: true } : one,
        ),
        currency: "GBP",
        cash: OFF,
        noCash: true,
      });
    const refused = { kind: "refused", reason: "no_drawer" };
    expect(withoutCash(due, [], cash(null))).toEqual(refused);
    expect(withoutCash(due, [], cash(40))).toEqual(refused);
    expect(withoutCash(due, [], { tender: OTHER, amountMinor: 2000 })).toEqual(refused);
    expect(withoutCash(due, [tender(CASH, 40)], card(1200))).toEqual(refused);
    expect(withoutCash(due, [], card(null))).toMatchObject({ kind: "paid" });
    expect(withoutCash(minor(0), [], cash(null))).toMatchObject({ kind: "paid", tenders: [] });
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
    expect(stillToPay(due, first.parts, { tenders: FIRST_TENDERS, cash: OFF })).toEqual({
      inCashMinor: 240,
      otherwiseMinor: 240,
    });
    expect(pay(due, first.parts, cash(500))).toEqual({
      kind: "paid",
      tenders: [tender(CARD, 1000), tender(CASH, 500)],
      roundingMinor: 0,
      changeMinor: 260,
    });
  });

  test("a card is not charged more than is due, alone or with others", () => {
    const refused = { kind: "refused", reason: "change_only_from_cash" };
    expect(pay(due, [], card(1241))).toEqual(refused);
    expect(pay(due, [tender(CARD, 1000)], card(241))).toEqual(refused);
  });

  test("parts that cover a reduced total are enough", () => {
    const parts = [tender(CASH, 1000)];
    expect(stillToPay(minor(900), parts, { tenders: FIRST_TENDERS, cash: OFF })).toEqual({
      inCashMinor: 0,
      otherwiseMinor: 0,
    });
    expect(pay(minor(900), parts, cash(null))).toEqual({
      kind: "paid",
      tenders: parts,
      roundingMinor: 0,
      changeMinor: 100,
    });
  });

  test("a sale of zero needs no tender", () => {
    expect(pay(minor(0), [], cash(null))).toEqual({
      kind: "paid",
      tenders: [],
      roundingMinor: 0,
      changeMinor: 0,
    });
  });

  test("an amount that is unreadable, zero or negative is refused", () => {
    for (const amount of [Number.NaN, 0, -5])
      expect(pay(due, [], cash(amount))).toEqual({ kind: "refused", reason: "amount" });
  });

  test("[S18] a method that gives change may exceed what is due, others may not", () => {
    const id = TenderId.parse("0198c000-0000-7000-8000-00000000cafe");
    const rules = (givesChange: boolean) => ({
      tenders: FIRST_TENDERS.map((one) => (one.id === OTHER ? { ...one, id, givesChange } : one)),
      currency: "GBP",
      cash: OFF,
    });
    const received = { tender: id, amountMinor: 2000, reference: "V-17" };
    expect(payIn(due, [], received, rules(true))).toMatchObject({ kind: "paid", changeMinor: 760 });
    expect(payIn(due, [], received, rules(false))).toEqual({
      kind: "refused",
      reason: "change_only_from_cash",
    });
  });

  test("[S18] a deactivated method takes no payment, also for a part that was paid before", () => {
    const rules = {
      tenders: FIRST_TENDERS.map((one) => (one.id === CARD ? { ...one, active: false } : one)),
      currency: "GBP",
      cash: OFF,
    };
    const refused = { kind: "refused", reason: "inactive" };
    expect(payIn(due, [], card(null), rules)).toEqual(refused);
    expect(payIn(due, [tender(CARD, 1000)], cash(null), rules)).toEqual(refused);
    expect(payIn(due, [tender(CARD, 1240)], cash(null), rules)).toEqual(refused);
  });

  test("[S18] a part without the reference that its method needs by now is refused before payment", () => {
    const rules = {
      tenders: FIRST_TENDERS.map((one) => ({ ...one, needsReference: one.id === OTHER })),
      currency: "GBP",
      cash: OFF,
    };
    const refused = { kind: "refused", reason: "reference_required" };
    expect(payIn(due, [tender(OTHER, 1000)], cash(null), rules)).toEqual(refused);
    expect(payIn(due, [], { tender: OTHER, amountMinor: 1000 }, rules)).toEqual(refused);
  });

  test("[S18] an amount that cannot be taken is refused before its reference is asked for", () => {
    const rules = {
      tenders: FIRST_TENDERS.map((one) => ({ ...one, needsReference: one.id === OTHER })),
      currency: "GBP",
      cash: OFF,
    };
    const other = (amountMinor: number) => payIn(due, [], { tender: OTHER, amountMinor }, rules);
    expect(other(Number.NaN)).toEqual({ kind: "refused", reason: "amount" });
    expect(other(1241)).toEqual({ kind: "refused", reason: "change_only_from_cash" });
  });

  test("[S18] a reference that the server could not record is refused before payment", () => {
    for (const reference of ["V\u001d17", "\ud800", "7".repeat(101)])
      expect(pay(due, [], { ...card(null), reference })).toEqual({
        kind: "refused",
        reason: "reference",
      });
  });

  test("[M1] a reference that looks like a card number is not taken", () => {
    expect(pay(due, [], { ...card(null), reference: "4111 1111 1111 1111" })).toEqual({
      kind: "refused",
      reason: "card_number_refused",
    });
  });

  test("[M3] cash is rounded, another method is exact, and a part in cash leaves an exact rest", () => {
    const cash5 = { cashRounding: "nearest", cashStepMinor: 5 } as const;
    const rules = { tenders: FIRST_TENDERS, currency: "GBP", cash: cash5 };
    const odd = minor(1223);
    expect(stillToPay(odd, [], rules)).toEqual({ inCashMinor: 1225, otherwiseMinor: 1223 });
    expect(payIn(odd, [], cash(null), rules)).toMatchObject({
      tenders: [tender(CASH, 1225)],
      roundingMinor: 2,
      changeMinor: 0,
    });
    expect(payIn(odd, [], cash(2000), rules)).toMatchObject({ roundingMinor: 2, changeMinor: 775 });
    expect(payIn(odd, [], card(null), rules)).toMatchObject({
      tenders: [tender(CARD, 1223)],
      roundingMinor: 0,
    });
    expect(payIn(odd, [tender(CASH, 500)], card(null), rules)).toMatchObject({
      tenders: [tender(CASH, 500), tender(CARD, 723)],
      roundingMinor: 0,
      changeMinor: 0,
    });
    expect(payIn(odd, [tender(CARD, 500)], cash(null), rules)).toMatchObject({
      tenders: [tender(CARD, 500), tender(CASH, 725)],
      roundingMinor: 2,
    });
    expect(payIn(minor(2), [], cash(null), rules)).toMatchObject({
      kind: "paid",
      tenders: [],
      roundingMinor: -2,
    });
  });
});
