import { mostChange } from "@daybook/contract/cash-notes";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { TenderInput } from "@daybook/contract/sales";
import { changeFor } from "@daybook/contract/tenders";
import { refuse } from "../errors/domain-error.ts";
import type { RecordedPayment } from "./insert-sale.ts";

/**
 * Converts tenders into payments: change is taken from the cash, the last cash tender first. Refuses 422
 * `tenders_short` and `change_only_from_cash` at `tenders`, and `too_much_cash` at the largest cash tender if the
 * change is implausibly large.
 */
export function settleTenders(
  totalMinor: Minor,
  tenders: readonly TenderInput[],
  currency: string,
): RecordedPayment[] {
  const due = changeFor(totalMinor, tenders);
  if ("short" in due) {
    const tenderedMinor = minor(totalMinor - due.short);
    throw refuse("tenders_short", { dueMinor: totalMinor, tenderedMinor }, "tenders");
  }
  if ("overpaidNonCash" in due) throw refuse("change_only_from_cash", {}, "tenders");
  refuseTooMuchCash(due.changeMinor, tenders, currency);
  let changeLeft: number = due.changeMinor;
  const payments = tenders.toReversed().map((tender): RecordedPayment => {
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

function refuseTooMuchCash(
  changeMinor: Minor,
  tenders: readonly TenderInput[],
  currency: string,
): void {
  const tooMuch = changeMinor - mostChange(currency);
  if (tooMuch <= 0) return;
  const cash = tenders.map((one): number => (one.tender === "cash" ? one.amountMinor : 0));
  const largest = Math.max(...cash);
  const mostMinor = minor(Math.max(0, largest - tooMuch));
  throw refuse("too_much_cash", { mostMinor }, `tenders.${cash.indexOf(largest)}.amountMinor`);
}
