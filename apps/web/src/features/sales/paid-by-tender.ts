import type { TenderId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { CASH } from "@daybook/contract/tenders";

/** What each method has paid of a sale, with corrections and without change; methods without money are left out. */
export function paidByTender({
  payments,
}: Pick<Sale, "payments">): { tender: TenderId; name: string; amountMinor: number }[] {
  const paid = new Map<TenderId, { tender: TenderId; name: string; amountMinor: number }>();
  for (const { tender, name, amountMinor } of payments) {
    const before = paid.get(tender)?.amountMinor ?? 0;
    paid.set(tender, { tender, name, amountMinor: before + amountMinor });
  }
  // Change of another method is cash with nothing tendered.
  const changeMinor = Math.max(0, -(paid.get(CASH)?.amountMinor ?? 0));
  return [...paid.values()]
    .map((one) => ({ ...one, amountMinor: one.amountMinor - changeMinor }))
    .filter(({ amountMinor }) => amountMinor > 0);
}
