import fc from "fast-check";
import { FIRST_TENDERS, CARD, CASH, OTHER } from "@daybook/contract/tenders";
import { expect, test } from "vitest";
import { defaultRefunds, paidBack, splitRefund } from "./default-refunds.ts";

const TENDERS = [CASH, CARD, OTHER];

test("refunds use the original payment methods, in the order of payment", () => {
  const refundable = [
    { tender: CARD, amountMinor: 300 },
    { tender: CASH, amountMinor: 700 },
  ] as const;
  expect(defaultRefunds(500, refundable)).toEqual([
    { tender: CARD, amountMinor: 300, reference: "" },
    { tender: CASH, amountMinor: 200, reference: "" },
  ]);
});

test("a tender with nothing left to refund is left out, and the rest is refunded in cash", () => {
  const refundable = [{ tender: CARD, amountMinor: 0 }] as const;
  expect(defaultRefunds(500, refundable)).toEqual([
    { tender: CASH, amountMinor: 500, reference: "" },
  ]);
});

test("if nothing is owed, nothing is refunded", () => {
  expect(defaultRefunds(0, [{ tender: CASH, amountMinor: 100 }])).toEqual([]);
});

test("for any payments, the parts add up to the amount owed and no tender is listed twice", () => {
  const refundable = fc.uniqueArray(
    fc.record({ tender: fc.constantFrom(...TENDERS), amountMinor: fc.nat(100_000) }),
    { selector: ({ tender }) => tender },
  );
  fc.assert(
    fc.property(fc.nat(200_000), refundable, (totalMinor, tenders) => {
      const refunds = defaultRefunds(totalMinor, tenders);
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
