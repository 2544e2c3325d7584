import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "./money.ts";
import { changeFor, isCardNumber, missesReference, TenderInput } from "./tenders.ts";

const cash = (amount: number) => ({ givesChange: true, amountMinor: minor(amount) });
const card = (amount: number) => ({ givesChange: false, amountMinor: minor(amount) });
const other = card;

test("[M2] change is given in cash", () => {
  expect(changeFor(minor(1250), [cash(2000)])).toEqual({ changeMinor: 750 });
  expect(changeFor(minor(1250), [card(1000), cash(500)])).toEqual({ changeMinor: 250 });
  expect(changeFor(minor(0), [])).toEqual({ changeMinor: 0 });
});

test("a payment that is too small shows the missing amount", () => {
  expect(changeFor(minor(1250), [card(1000), cash(200)])).toEqual({ short: 50 });
  expect(changeFor(minor(1), [])).toEqual({ short: 1 });
});

test("[M2] tenders other than cash may not exceed the total, with any amount of cash next to them", () => {
  expect(changeFor(minor(1250), [card(1000), other(300), cash(100)])).toEqual({
    overpaidNonCash: 50,
  });
  expect(changeFor(minor(1250), [card(1000), other(250)])).toEqual({ changeMinor: 0 });
});

test("a negative tender is an error, not a way to make change", () => {
  expect(() => changeFor(minor(100), [cash(-1), cash(200)])).toThrow(RangeError);
});

test("tenders less change are the total, and change never exceeds the cash", () => {
  const amount = fc.nat({ max: 10_000 });
  const tender = fc.oneof(amount.map(cash), amount.map(card), amount.map(other));
  const property = fc.property(amount, fc.array(tender, { maxLength: 5 }), (total, tenders) => {
    const given = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const inCash = tenders.reduce(
      (sum, each) => sum + (each.givesChange ? each.amountMinor : 0),
      0,
    );
    const result = changeFor(minor(total), tenders);
    if ("changeMinor" in result) {
      expect(given - result.changeMinor).toBe(total);
      expect(result.changeMinor >= 0 && result.changeMinor <= inCash).toBe(true);
    } else if ("short" in result) {
      expect(given + result.short).toBe(total);
      expect(result.short).toBeGreaterThan(0);
    } else {
      expect(given - inCash - result.overpaidNonCash).toBe(total);
      expect(result.overpaidNonCash).toBeGreaterThan(0);
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test.each([
  ["4111 1111 1111 1111", true],
  ["5500-0000-0000-0004", true],
  ["paid with 340000000000009, thanks", true],
  ["2221000000000009", true],
  ["4111 1111 1111 1112", false],
  ["slip 12", false],
  ["9780000000000", false],
  ["2000000000000006", false],
  ["41111111", false],
  ["12 4111 1111 1111 1111", true],
  ["4111 1111 1111 1111 12/27", true],
  ["4111.1111.1111.1111", true],
  ["4111  1111 – 1111 1111", true],
  ["٤١١١١١١١١١١١١١١١", true],
  ["４１１１１１１１１１１１１１１１", true],
  ["DE89 3704 0044 0532 0130 00", false],
  ["12345678901234567890", false],
])("[M1] the reference “%s” looks like a card number: %s", (reference, looksSo) => {
  expect(isCardNumber(reference)).toBe(looksSo);
  const read = TenderInput.safeParse({ tender: "card", amountMinor: 100, reference });
  expect(read.success).toBe(!looksSo);
  if (!read.success)
    expect(read.error.issues).toMatchObject([
      { path: ["reference"], message: expect.stringContaining("card_number_refused") },
    ]);
});

test("a reference of invisible characters is none", () => {
  const references = ["", " ", "\u200b", "V-17"];
  const misses = (needsReference: boolean) =>
    references.filter((reference) => missesReference({ needsReference }, reference));
  expect(misses(true)).toEqual(["", " ", "\u200b"]);
  expect(misses(false)).toEqual([]);
});
