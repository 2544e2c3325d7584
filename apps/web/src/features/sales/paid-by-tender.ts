import type { TenderId } from "@daybook/contract/ids";
import type { Minor } from "@daybook/contract/money";
import type { Sale } from "@daybook/contract/sales";
import { CASH, correctedByDefault } from "@daybook/contract/tenders";
import { givesChange } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";

/** What each method has of a sale, with corrections; methods without money are left out. */
export function paidByTender(
  sale: Pick<Sale, "payments">,
): { tender: TenderId; name: string; amountMinor: number }[] {
  return sums(sale).filter(({ amountMinor }) => amountMinor > 0);
}

/** The amount that a correction from one method to another proposes. */
export function proposedAmount(
  sale: Pick<Sale, "payments">,
  { from, to, tenders }: { from: TenderId; to: TenderId; tenders: readonly OfferedTender[] },
): Minor {
  const paid = sums(sale);
  const of = (id: TenderId) => paid.find(({ tender }) => tender === id)?.amountMinor ?? 0;
  return correctedByDefault({
    leftMinor: of(from),
    givesChange: givesChange(tenders, from),
    cashMinor: of(CASH),
    toCash: to === CASH,
  });
}

function sums({ payments }: Pick<Sale, "payments">) {
  const paid = new Map<TenderId, { tender: TenderId; name: string; amountMinor: number }>();
  for (const { tender, name, amountMinor } of payments) {
    const before = paid.get(tender)?.amountMinor ?? 0;
    paid.set(tender, { tender, name, amountMinor: before + amountMinor });
  }
  return [...paid.values()];
}
