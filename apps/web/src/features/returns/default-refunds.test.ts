import fc from "fast-check";
import { FIRST_TENDERS, CARD, CASH, OTHER } from "@daybook/contract/tenders";
import { minor } from "@daybook/contract/money";
import { expect, test } from "vitest";
import {
  defaultRefunds,
  dueBack,
  paidBack,
  refundTenders,
  splitRefund,
} from "./default-refunds.ts";

const TENDERS = [CASH, CARD, OTHER];
const OFF = {
  tenders: FIRST_TENDERS,
  rule: { cashRounding: "off", cashStepMinor: 1 },
} as const;
const NEAREST = { ...OFF, rule: { cashRounding: "nearest", cashStepMinor: 5 } } as const;

const owed = (owedMinor: number, mostMinor = owedMinor) => ({
  owedMinor: minor(owedMinor),
  mostMinor: minor(mostMinor),
});

test("refunds use the original payment methods, in the order of payment", () => {
  const refundable = [
    { tender: CARD, amountMinor: 300 },
    { tender: CASH, amountMinor: 700 },
  ] as const;
  expect(defaultRefunds(owed(500), refundable, OFF)).toEqual([
    { tender: CARD, amountMinor: 300, reference: "" },
    { tender: CASH, amountMinor: 200, reference: "" },
  ]);
});

test("a tender with nothing left to refund is left out, and the rest is refunded in cash", () => {
  const refundable = [{ tender: CARD, amountMinor: 0 }] as const;
  expect(defaultRefunds(owed(500), refundable, OFF)).toEqual([
    { tender: CASH, amountMinor: 500, reference: "" },
  ]);
});

test("if nothing is owed, nothing is refunded", () => {
  expect(defaultRefunds(owed(0), [{ tender: CASH, amountMinor: 100 }], OFF)).toEqual([]);
});

test("for any payments, the parts add up to the amount owed and no tender is listed twice", () => {
  const refundable = fc.uniqueArray(
    fc.record({ tender: fc.constantFrom(...TENDERS), amountMinor: fc.nat(100_000) }),
    { selector: ({ tender }) => tender },
  );
  fc.assert(
    fc.property(fc.nat(200_000), refundable, (totalMinor, tenders) => {
      const refunds = defaultRefunds(owed(totalMinor), tenders, OFF);
      expect(paidBack(refunds)).toBe(totalMinor);
      expect(new Set(refunds.map(({ tender }) => tender)).size).toBe(refunds.length);
      expect(refunds.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
    }),
  );
});

test("splitting adds a part for the rest with a tender not used yet", () => {
  const refunds = [{ tender: CASH, amountMinor: 200, reference: "" }] as const;
  expect(splitRefund(500, refunds, FIRST_TENDERS)).toEqual([
    ...refunds,
    { tender: CARD, amountMinor: 300, reference: "" },
  ]);
});

test("[S18] a refund can use what the shop offers for refunds, and a deactivated method that took the payment", () => {
  const tenders = FIRST_TENDERS.map((one) => ({
    ...one,
    active: one.id === CASH,
    allowedForRefunds: one.id !== CASH,
  }));
  expect(refundTenders(tenders, [])).toEqual([]);
  const paid = [{ tender: CARD }, { tender: CASH }];
  expect(refundTenders(tenders, paid)).toMatchObject([{ id: CARD }]);
  expect(refundTenders(FIRST_TENDERS, [])).toEqual(FIRST_TENDERS);
});

test("[S18] the rest is refunded by the first method if cash cannot be used for refunds", () => {
  const tenders = FIRST_TENDERS.map((one) => ({ ...one, allowedForRefunds: one.id !== CASH }));
  expect(defaultRefunds(owed(500), [], { ...OFF, tenders })).toEqual([
    { tender: CARD, amountMinor: 500, reference: "" },
  ]);
});

test("[M3] cash is refunded as coins can pay it, and the parts are what is due", () => {
  const parts = (owedMinor: number, mostMinor: number, refundable: [typeof CASH, number][]) => {
    const back = owed(owedMinor, mostMinor);
    const methods = refundable.map(([tender, amountMinor]) => ({ tender, amountMinor }));
    const refunds = defaultRefunds(back, methods, NEAREST);
    expect(paidBack(refunds)).toBe(dueBack(back, refunds, NEAREST.rule));
    return refunds.map(({ tender, amountMinor }) => [tender, amountMinor]);
  };
  expect(parts(1223, 9999, [])).toEqual([[CASH, 1225]]);
  expect(parts(2, 9999, [])).toEqual([]);
  expect(parts(1223, 1223, [[CARD, 1223]])).toEqual([[CARD, 1223]]);
  // Paid before cash was rounded: coins pay what they can, and the card the rest.
  const both: [typeof CASH, number][] = [
    [CASH, 723],
    [CARD, 500],
  ];
  expect(parts(900, 1223, both)).toEqual([
    [CASH, 720],
    [CARD, 180],
  ]);
  expect(parts(1223, 1223, both)).toEqual([
    [CASH, 720],
    [CARD, 500],
  ]);
});
