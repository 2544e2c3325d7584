import fc from "fast-check";
import { FIRST_TENDERS, CARD, CASH, OTHER } from "@daybook/contract/tenders";
import { expect, test } from "vitest";
import { defaultRefunds, paidBack, refundTenders, splitRefund } from "./default-refunds.ts";

const TENDERS = [CASH, CARD, OTHER];

test("refunds use the original payment methods, in the order of payment", () => {
  const refundable = [
    { tender: CARD, amountMinor: 300 },
    { tender: CASH, amountMinor: 700 },
  ] as const;
  expect(defaultRefunds(500, refundable, FIRST_TENDERS)).toEqual([
    { tender: CARD, amountMinor: 300, reference: "" },
    { tender: CASH, amountMinor: 200, reference: "" },
  ]);
});

test("a tender with nothing left to refund is left out, and the rest is refunded in cash", () => {
  const refundable = [{ tender: CARD, amountMinor: 0 }] as const;
  expect(defaultRefunds(500, refundable, FIRST_TENDERS)).toEqual([
    { tender: CASH, amountMinor: 500, reference: "" },
  ]);
});

test("if nothing is owed, nothing is refunded", () => {
  expect(defaultRefunds(0, [{ tender: CASH, amountMinor: 100 }], FIRST_TENDERS)).toEqual([]);
});

test("for any payments, the parts add up to the amount owed and no tender is listed twice", () => {
  const refundable = fc.uniqueArray(
    fc.record({ tender: fc.constantFrom(...TENDERS), amountMinor: fc.nat(100_000) }),
    { selector: ({ tender }) => tender },
  );
  fc.assert(
    fc.property(fc.nat(200_000), refundable, (totalMinor, tenders) => {
      const refunds = defaultRefunds(totalMinor, tenders, FIRST_TENDERS);
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
  expect(defaultRefunds(500, [], tenders)).toEqual([
    { tender: CARD, amountMinor: 500, reference: "" },
  ]);
});
