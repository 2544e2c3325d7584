import { expect, test } from "vitest";
import { CashCount, DifferenceCause } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { createFormats } from "../../lib/format.ts";
import { causeSentence } from "./difference-sentence.ts";

const formats = createFormats({
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
});

/** The sentence of a cause where the card is over by 12.50 and cash is short by as much. */
function sentence(cause: object): string {
  const line = { expectedMinor: 5000 };
  const lines = CashCount.shape.lines.parse([
    { ...line, tender: "cash", name: "Cash", countedMinor: 3750, differenceMinor: -1250 },
    { ...line, tender: "card", name: "Card", countedMinor: 6250, differenceMinor: 1250 },
  ]);
  return causeSentence(DifferenceCause.parse(cause), { lines }, formats);
}

const RECEIPT = { saleId: newId(), receiptNumber: "T1-12" };

test("[M8] [RP14] a wrong payment method is named with its receipt, and whether it explains all of the difference", () => {
  const wrong = { kind: "wrong_tender", ...RECEIPT, amountMinor: 1250, from: "cash", to: "card" };
  expect(sentence(wrong)).toBe(
    "Receipt T1-12: £12.50 was recorded as Cash, but Card is over by as much.",
  );
  expect(sentence({ ...wrong, amountMinor: 800 })).toContain("£8.00 was recorded as Cash");
  expect(sentence({ ...wrong, amountMinor: 800 })).toContain("may have been Card");
});

test("[RP14] a refund, a float and a cash entry are named with what may have happened", () => {
  expect(sentence({ kind: "not_paid_out", ...RECEIPT, document: "return", amountMinor: 800 })).toBe(
    "Receipt T1-12: cash is over by the £8.00 of this return. It may not have been paid out.",
  );
  expect(sentence({ kind: "float", overnightMinor: -1000 })).toContain("£10.00 less");
  expect(sentence({ kind: "float", overnightMinor: 1000 })).toContain("£10.00 more");
  const entry = { kind: "entry", entryId: newId(), amountMinor: 1200 };
  expect(sentence({ ...entry, entry: "pay_out", category: "Cleaning" })).toBe(
    "A pay-out of £12.00 (Cleaning) is recorded, and cash is over by as much. It may not have been taken out.",
  );
  expect(sentence({ ...entry, entry: "top_up", category: "" })).toBe(
    "A top-up from the safe of £12.00 is recorded, and cash is short by as much. It may not have been put in.",
  );
});
