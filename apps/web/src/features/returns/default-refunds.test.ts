import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultRefunds, paidBack, splitRefund } from "./default-refunds.ts";

const TENDERS = ["cash", "card", "other"] as const;

test("money goes back the way it came, in the order it was paid", () => {
  const refundable = [
    { tender: "card", amountMinor: 300 },
    { tender: "cash", amountMinor: 700 },
  ] as const;
  expect(defaultRefunds(500, refundable)).toEqual([
    { tender: "card", amountMinor: 300, reference: "" },
    { tender: "cash", amountMinor: 200, reference: "" },
  ]);
});

test("a tender that has nothing left to take back is left out, and what none can take is cash", () => {
  const refundable = [{ tender: "card", amountMinor: 0 }] as const;
  expect(defaultRefunds(500, refundable)).toEqual([
    { tender: "cash", amountMinor: 500, reference: "" },
  ]);
});

test("nothing owed is nothing paid back", () => {
  expect(defaultRefunds(0, [{ tender: "cash", amountMinor: 100 }])).toEqual([]);
});

test("whatever was paid, the parts add up to what is owed and no tender is named twice", () => {
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

test("splitting adds a part for what is left by a tender not used yet", () => {
  const refunds = [{ tender: "cash", amountMinor: 200, reference: "" }] as const;
  expect(splitRefund(500, refunds)).toEqual([
    ...refunds,
    { tender: "card", amountMinor: 300, reference: "" },
  ]);
});
