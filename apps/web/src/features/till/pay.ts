import { mostChange } from "@daybook/contract/cash-notes";
import { minor, MinorPositive } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { changeFor } from "@daybook/contract/tenders";
import type { Tender, TenderInput } from "@daybook/contract/sales";

/** The maximum number of tenders per sale. */
const MOST_PARTS = 20;

/** The result of a payment. */
export type Payment =
  /** Everything is paid. */
  | { readonly kind: "paid"; readonly tenders: TenderInput[]; readonly changeMinor: Minor }
  /** A part payment; more is due. */
  | { readonly kind: "part"; readonly parts: TenderInput[] }
  | {
      readonly kind: "refused";
      readonly reason: "amount" | "change_only_from_cash" | "too_many" | "too_much_cash";
    };

/** The remaining amount after the received parts; zero if they cover the total. */
export function stillToPay(totalMinor: Minor, parts: readonly TenderInput[]): Minor {
  const due = changeFor(totalMinor, parts);
  return "short" in due ? due.short : minor(0);
}

/**
 * Adds a payment of `amountMinor`; null means exactly the remaining amount. NaN, the value of an invalid field, is
 * refused. Only cash may exceed the amount due.
 */
export function pay(
  totalMinor: Minor,
  parts: readonly TenderInput[],
  received: { readonly tender: Tender; readonly amountMinor: number | null },
  currency: string,
): Payment {
  const rest = stillToPay(totalMinor, parts);
  const amount = received.amountMinor ?? rest;
  // If the total is zero or already covered, nothing more is needed.
  if (received.amountMinor === null && rest === 0) return settled(totalMinor, [...parts], currency);
  const read = MinorPositive.safeParse(amount);
  if (!read.success) return { kind: "refused", reason: "amount" };
  if (parts.length >= MOST_PARTS) return { kind: "refused", reason: "too_many" };
  const tenders = [...parts, { tender: received.tender, amountMinor: read.data, reference: "" }];
  return settled(totalMinor, tenders, currency);
}

function settled(totalMinor: Minor, tenders: TenderInput[], currency: string): Payment {
  const due = changeFor(totalMinor, tenders);
  if ("overpaidNonCash" in due) return { kind: "refused", reason: "change_only_from_cash" };
  if ("short" in due) return { kind: "part", parts: tenders };
  if (due.changeMinor > mostChange(currency)) return { kind: "refused", reason: "too_much_cash" };
  return { kind: "paid", tenders, changeMinor: due.changeMinor };
}
