import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CashRounding,
  mostCashStep,
  NO_COINS,
  refundDue,
  refundInCash,
  roundToCash,
  saleRounding,
  stillDue,
} from "./cash-rounding.ts";
import type { CashRule, SalePart } from "./cash-rounding.ts";
import { minor } from "./money.ts";
import { changeFor } from "./tenders.ts";

const rule = (cashRounding: CashRounding, cashStepMinor = 5): CashRule => ({
  cashRounding,
  cashStepMinor,
});
const cash = (amount: number): SalePart => ({
  isCash: true,
  givesChange: true,
  amountMinor: minor(amount),
});
const card = (amount: number): SalePart => ({ ...cash(amount), isCash: false, givesChange: false });
const voucher = (amount: number): SalePart => ({ ...cash(amount), isCash: false });
const NEAREST = rule("nearest");

describe("an amount in coins", () => {
  const dues = [1223, 1222, 1225, 2, 0, -1223, -2].map(minor);
  test.each([
    ["off", [1223, 1222, 1225, 2, 0, -1223, -2]],
    ["nearest", [1225, 1220, 1225, 0, 0, -1225, 0]],
    ["down", [1220, 1220, 1225, 0, 0, -1225, -5]],
    ["up", [1225, 1225, 1225, 5, 0, -1220, 0]],
  ] as const)("[M3] is rounded %s to a step of 5", (method, coins) => {
    expect(dues.map((due) => roundToCash(due, rule(method)))).toEqual(coins);
  });

  test("needs a coin", () => {
    for (const step of [0, -5, 0.5, Number.NaN])
      expect(() => roundToCash(minor(1), rule("nearest", step))).toThrow(RangeError);
  });

  test("[M3] is a multiple of the step, less than a step away, in the direction of the rule", () => {
    const amounts = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
    fc.assert(
      fc.property(amounts, steps(), (due, step) => {
        const rounded = (method: CashRounding) => roundToCash(minor(due), rule(method, step));
        for (const method of ["nearest", "down", "up"] as const) {
          expect(rounded(method) % step === 0).toBe(true);
          expect(Math.abs(rounded(method) - due)).toBeLessThan(step);
        }
        expect(Math.abs(rounded("nearest") - due) * 2).toBeLessThanOrEqual(step);
        expect(rounded("down")).toBeLessThanOrEqual(due);
        expect(rounded("up")).toBeGreaterThanOrEqual(due);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a sale", () => {
  test.each<[string, SalePart[], number]>([
    ["cash only", [cash(2000)], 2],
    ["card only", [card(1223)], 0],
    ["a card and the rest in cash", [card(500), cash(800)], 2],
    ["cash and the rest by card", [cash(500), card(723)], 0],
    ["a voucher whose change is cash", [voucher(2000)], 2],
    ["a voucher and the rest by card", [voucher(1000), card(223)], 0],
    ["a card that pays too much", [card(1224)], 0],
    ["a card that pays all but the smallest coins", [card(1222), NO_COINS], -1],
  ])("[M3] of 12.23 paid with %s is rounded by %j", (_name, parts, rounding) => {
    expect(saleRounding(minor(1223), parts, NEAREST)).toBe(rounding);
  });

  test("[M3] shows what is still due in cash and by another method", () => {
    expect(stillDue(minor(1223), [], NEAREST)).toEqual({ inCashMinor: 1225, otherwiseMinor: 1223 });
    expect(stillDue(minor(1223), [card(1000)], NEAREST)).toEqual({
      inCashMinor: 225,
      otherwiseMinor: 223,
    });
    // 5.02 in cash is 5.00 in coins: the card pays the rest, and the coins that round to nothing are change.
    expect(stillDue(minor(1223), [cash(502)], NEAREST)).toEqual({
      inCashMinor: 723,
      otherwiseMinor: 723,
    });
    expect(stillDue(minor(2), [], NEAREST)).toEqual({ inCashMinor: 0, otherwiseMinor: 2 });
  });

  test("[M3] a voucher never makes a total negative", () => {
    expect(saleRounding(minor(2), [voucher(3)], rule("down"))).toBe(-2);
  });

  test("[M3] with any rule, step, number of decimals and payments adds up exactly and is never negative", () => {
    const totals = fc.nat({ max: 10 ** 9 });
    const given = fc.array(fc.tuple(fc.constantFrom(cash, card, voucher), totals), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(totals, given, methods(), steps(), (total, tenders, method, step) => {
        const parts = tenders.map(([make, amount]) => make(amount));
        const rounding = saleRounding(minor(total), parts, rule(method, step));
        const rounded = minor(total + rounding);
        expect(rounded).toBeGreaterThanOrEqual(0);
        expect(Math.abs(rounding)).toBeLessThan(step);
        if (parts.every(({ isCash }) => !isCash) && method === "off") expect(rounding).toBe(0);
        const settled = changeFor(rounded, parts);
        if (!("changeMinor" in settled)) return;
        const paid = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(paid - settled.changeMinor).toBe(rounded);
      }),
      { numRuns: 1000 },
    );
  });

  test("[M3] that pays what is still due, in any order of methods, is paid", () => {
    const totals = fc.nat({ max: 10 ** 7 });
    const parted = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 10 ** 5 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        totals,
        parted,
        fc.boolean(),
        methods(),
        steps(),
        (total, before, inCash, method, step) => {
          const shop = rule(method, step);
          const parts: SalePart[] = [];
          for (const [isCash, amount] of before) {
            const due = stillDue(minor(total), parts, shop);
            const most = isCash ? due.inCashMinor : due.otherwiseMinor;
            parts.push(isCash ? cash(Math.min(amount, most)) : card(Math.min(amount, most)));
          }
          const { inCashMinor, otherwiseMinor } = stillDue(minor(total), parts, shop);
          parts.push(inCash ? cash(inCashMinor) : card(otherwiseMinor));
          const rounded = minor(total + saleRounding(minor(total), parts, shop));
          const settled = changeFor(rounded, parts);
          expect(settled).toHaveProperty("changeMinor");
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("a refund", () => {
  const owed = (owedMinor: number, mostMinor = owedMinor) => ({
    owedMinor: minor(owedMinor),
    mostMinor: minor(mostMinor),
  });

  test("[M3] in cash is rounded like a payment in the other direction", () => {
    const coins = (method: CashRounding, due: number) =>
      refundInCash(owed(due, 9999), 0, rule(method));
    expect(
      ["off", "nearest", "down", "up"]
        .map((method) => CashRounding.parse(method))
        .map((method) => [coins(method, 1223), coins(method, 1222)]),
    ).toEqual([
      [1223, 1222],
      [1225, 1220],
      [1225, 1225],
      [1220, 1220],
    ]);
  });

  test("[M3] by another method is exact, and only the cash part of a split one is rounded", () => {
    expect(refundDue(owed(1223, 9999), [{ isCash: false, amountMinor: 1223 }], NEAREST)).toBe(1223);
    const split = [
      { isCash: false, amountMinor: 500 },
      { isCash: true, amountMinor: 725 },
    ];
    expect(refundDue(owed(1223, 9999), split, NEAREST)).toBe(1225);
    expect(refundDue(owed(2, 9999), [], NEAREST)).toBe(0);
  });

  test("[M3] never exceeds what was paid", () => {
    expect(refundInCash(owed(1223), 0, NEAREST)).toBe(1220);
    const amounts = fc.nat({ max: 10 ** 7 });
    fc.assert(
      fc.property(
        fc.record({ due: amounts, more: amounts, other: amounts }),
        methods(),
        steps(),
        ({ due, more, other }, method, step) => {
          const back = refundInCash(owed(due, due + more), other, rule(method, step));
          expect(back).toBeGreaterThanOrEqual(0);
          if (other <= due + more) expect(other + back).toBeLessThanOrEqual(due + more);
          expect(Math.abs(back - Math.max(0, due - other))).toBeLessThan(step);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function methods() {
  return fc.constantFrom(...CashRounding.options);
}

/** The coins of currencies with zero to four decimals, from one minor unit to the largest. */
function steps() {
  return fc
    .integer({ min: 0, max: 4 })
    .chain((exponent) =>
      fc.oneof(
        fc.constantFrom(1, 5, 10, 25, mostCashStep(exponent)),
        fc.integer({ min: 1, max: mostCashStep(exponent) }),
      ),
    );
}
