import { mostChange } from "@daybook/contract/cash-notes";
import { minor, MinorPositive } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { changeFor } from "@daybook/contract/tenders";
import type { Tender, TenderInput } from "@daybook/contract/sales";

/** The server takes at most this many tenders in one sale. */
const MOST_PARTS = 20;

/** What comes of handing something over. */
export type Payment =
  /** Everything is paid. */
  | { readonly kind: "paid"; readonly tenders: TenderInput[]; readonly changeMinor: Minor }
  /** One part of it; more is to come. */
  | { readonly kind: "part"; readonly parts: TenderInput[] }
  | {
      readonly kind: "refused";
      readonly reason: "amount" | "change_only_from_cash" | "too_many" | "too_much_cash";
    };

/** What is still to pay after the parts that were taken; zero when they cover the total. */
export function stillToPay(totalMinor: Minor, parts: readonly TenderInput[]): Minor {
  const due = changeFor(totalMinor, parts);
  return "short" in due ? due.short : minor(0);
}

/**
 * Hands over `amountMinor` in one way of paying; null is exactly what is still to pay. NaN, as a field gives where it
 * cannot be read, is refused. Only cash may be more than what is due.
 */
export function pay(
  totalMinor: Minor,
  parts: readonly TenderInput[],
  handed: { readonly tender: Tender; readonly amountMinor: number | null },
  currency: string,
): Payment {
  const rest = stillToPay(totalMinor, parts);
  const amount = handed.amountMinor ?? rest;
  // Parts that cover the total already, or a total of nothing, need nothing more.
  if (handed.amountMinor === null && rest === 0) return settled(totalMinor, [...parts], currency);
  const read = MinorPositive.safeParse(amount);
  if (!read.success) return { kind: "refused", reason: "amount" };
  if (parts.length >= MOST_PARTS) return { kind: "refused", reason: "too_many" };
  const tenders = [...parts, { tender: handed.tender, amountMinor: read.data, reference: "" }];
  return settled(totalMinor, tenders, currency);
}

function settled(totalMinor: Minor, tenders: TenderInput[], currency: string): Payment {
  const due = changeFor(totalMinor, tenders);
  if ("overpaidNonCash" in due) return { kind: "refused", reason: "change_only_from_cash" };
  if ("short" in due) return { kind: "part", parts: tenders };
  if (due.changeMinor > mostChange(currency)) return { kind: "refused", reason: "too_much_cash" };
  return { kind: "paid", tenders, changeMinor: due.changeMinor };
}
