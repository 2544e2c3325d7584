import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { TenderInput } from "@daybook/contract/sales";
import { changeFor } from "@daybook/contract/tenders";
import { refuse } from "../domain-error.ts";
import type { BookedPayment } from "./book-sale.ts";

/**
 * Turns what was handed over into payments: change comes out of the cash, the last note first.
 * Refuses 422 `tenders_short` and `change_only_from_cash` at `tenders`.
 */
export function settleTenders(totalMinor: Minor, tenders: readonly TenderInput[]): BookedPayment[] {
  const due = changeFor(totalMinor, tenders);
  if ("short" in due) {
    const tenderedMinor = minor(totalMinor - due.short);
    throw refuse("tenders_short", { dueMinor: totalMinor, tenderedMinor }, "tenders");
  }
  if ("overpaidNonCash" in due) throw refuse("change_only_from_cash", {}, "tenders");
  let changeLeft: number = due.changeMinor;
  const payments = tenders.toReversed().map((tender): BookedPayment => {
    const change = tender.tender === "cash" ? Math.min(changeLeft, tender.amountMinor) : 0;
    changeLeft -= change;
    return {
      tender: tender.tender,
      tenderedMinor: tender.amountMinor,
      changeMinor: minor(change),
      reference: tender.reference,
      refundOf: null,
    };
  });
  return payments.reverse();
}
