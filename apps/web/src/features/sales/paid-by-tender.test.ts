import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import type { TenderId } from "@daybook/contract/ids";
import { CARD, CASH, FIRST_TENDERS, OTHER } from "@daybook/contract/tenders";
import type { Sale } from "@daybook/contract/sales";
import { paidByTender, proposedAmount } from "./paid-by-tender.ts";

type Payment = Sale["payments"][number];

/** safe because only these fields are read */
const payment = (tender: Payment["tender"], name: string, amount: number) =>
  ({ tender, name, amountMinor: minor(amount) }) as Payment;

test("[S13] what a method paid follows its corrections, and a method without money is left out", () => {
  const cash = payment(CASH, "Cash", 1225);
  const pair = [payment(CASH, "Cash", -1225), payment(CARD, "Card", 1225)];
  expect(paidByTender({ payments: [cash] })).toEqual([
    { tender: CASH, name: "Cash", amountMinor: 1225 },
  ]);
  expect(paidByTender({ payments: [cash, ...pair] })).toEqual([
    { tender: CARD, name: "Card", amountMinor: 1225 },
  ]);
});

test("[S13] the proposal is without the change of a voucher, but whole for a card, and if cash was given instead", () => {
  const voucher = FIRST_TENDERS.map((one) => ({ ...one, givesChange: one.id !== CARD }));
  const propose = (payments: Payment[], from: TenderId, to: TenderId) =>
    proposedAmount({ payments }, { from, to, tenders: voucher });
  // 55.00 paid by a voucher of 50.00 and 10.00 by card: 5.00 change.
  const mixed = [
    payment(OTHER, "Voucher", 5000),
    payment(CARD, "Card", 1000),
    payment(CASH, "Cash", -500),
  ];
  expect(propose(mixed, CARD, CASH)).toBe(1000);
  expect(propose(mixed, CARD, OTHER)).toBe(1000);
  expect(propose(mixed, OTHER, CARD)).toBe(4500);
  // The customer gave a note of 20.00 for 12.25.
  const note = [payment(OTHER, "Voucher", 2000), payment(CASH, "Cash", -775)];
  expect(propose(note, OTHER, CASH)).toBe(2000);
  expect(paidByTender({ payments: note })).toEqual([
    { tender: OTHER, name: "Voucher", amountMinor: 2000 },
  ]);
});
