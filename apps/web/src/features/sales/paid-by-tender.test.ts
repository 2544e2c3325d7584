import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { CARD, CASH } from "@daybook/contract/tenders";
import type { Sale } from "@daybook/contract/sales";
import { paidByTender } from "./paid-by-tender.ts";

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

test("[S13] a voucher that gave change has paid without the change", () => {
  const voucher = payment(CARD, "Voucher", 5000);
  expect(paidByTender({ payments: [voucher, payment(CASH, "Cash", -2000)] })).toEqual([
    { tender: CARD, name: "Voucher", amountMinor: 3000 },
  ]);
});
