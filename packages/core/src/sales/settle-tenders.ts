import type { CashRule } from "@daybook/contract/cash-rounding";
import { mostChange } from "@daybook/contract/cash-notes";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH, changeFor, mayGiveChange, missesReference } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import type { ReadCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { Shop } from "../settings/shop.ts";
import { getTenders } from "../tenders/tender-rows.ts";
import type { TenderRow, TendersById } from "../tenders/tender-rows.ts";
import { agreedRounding } from "./agreed-rounding.ts";
import type { RecordedPayment } from "./insert-sale.ts";

interface Settling {
  readonly shop: Pick<Shop, "currency" | keyof CashRule>;
  /** The rounding line that the person saw, if the caller said. */
  readonly roundingMinor: number | undefined;
  /**
   * Set if the customer has paid already: until this time the till knew the shop's rules. Today's rules do not undo the
   * payment.
   */
  readonly paidBy: number | null;
  /** Whether returned goods pay a part. */
  readonly isExchange: boolean;
}

/** The payments of a sale, and its rounding line. */
export interface Settled {
  readonly payments: readonly RecordedPayment[];
  readonly roundingMinor: Minor;
}

interface KnownTender extends TenderInput {
  readonly row: TenderRow;
}

/**
 * Converts tenders into payments: the part in cash is rounded by the shop's rule; change is taken from the cash, the
 * last cash tender first; what change is due for other methods is a cash payment of its own, with nothing tendered.
 *
 * Refuses 404 `not_found` and 409 `inactive` at `tenders.N.tender`, 422 `reference_required` at `tenders.N.reference`,
 * 422 `tenders_short` and `change_only_from_cash` at `tenders`, 409 `total_mismatch` at `roundingMinor`, and 422
 * `too_much_cash` at the largest tender that gives change if the change is implausibly large.
 */
export async function settleTenders(
  ctx: ReadCtx,
  pricedMinor: Minor,
  tenders: readonly TenderInput[],
  settling: Settling,
): Promise<Settled> {
  const tookPlace = settling.paidBy !== null;
  const rows = await getTenders(ctx, tenders, {
    field: "tenders",
    isExchange: settling.isExchange,
  });
  const known = tenders.map((tender) => ({ ...tender, row: rowOf(rows, tender.tender) }));
  if (!tookPlace) checkRules(known);
  const given = known.map(({ row, amountMinor }) => ({
    isCash: row.kind === "cash",
    givesChange: row.givesChange || (tookPlace && mayGiveChange(row.kind)),
    amountMinor,
  }));
  const roundingMinor = await agreedRounding(ctx, pricedMinor, given, {
    rule: settling.shop,
    saidMinor: settling.roundingMinor,
    paidBy: settling.paidBy,
  });
  const totalMinor = minor(pricedMinor + roundingMinor);
  const due = changeFor(totalMinor, given);
  if ("short" in due) {
    const tenderedMinor = minor(totalMinor - due.short);
    throw refuse("tenders_short", { dueMinor: totalMinor, tenderedMinor }, "tenders");
  }
  if ("overpaidNonCash" in due) throw refuse("change_only_from_cash", {}, "tenders");
  refuseTooMuchCash(due.changeMinor, given, settling.shop.currency);
  return { payments: withChange(due.changeMinor, known, rowOf(rows, CASH)), roundingMinor };
}

/** Refuses what the shop's rules for its payment methods do not allow. */
function checkRules(tenders: readonly KnownTender[]): void {
  for (const [index, { tender, reference, row }] of tenders.entries()) {
    if (row.deactivatedAt !== null)
      throw refuse("inactive", { entity: "tender", id: tender }, `tenders.${index}.tender`);
    if (missesReference(row, reference)) {
      const about = { tender, name: row.name };
      throw refuse("reference_required", about, `tenders.${index}.reference`);
    }
  }
}

function withChange(
  changeMinor: Minor,
  tenders: readonly KnownTender[],
  cash: TenderRow,
): RecordedPayment[] {
  let changeLeft: number = changeMinor;
  const payments = tenders.toReversed().map((tender): RecordedPayment => {
    const { row, amountMinor, reference, cardPayment } = tender;
    const change = row.kind === "cash" ? Math.min(changeLeft, amountMinor) : 0;
    changeLeft -= change;
    return {
      tender: nameOf(row),
      tenderedMinor: amountMinor,
      changeMinor: minor(change),
      reference,
      refundOf: null,
      cardPayment,
    };
  });
  payments.reverse();
  if (changeLeft === 0) return payments;
  const inCash = { tender: nameOf(cash), tenderedMinor: minor(0), changeMinor: minor(changeLeft) };
  return [...payments, { ...inCash, reference: "", refundOf: null }];
}

/** What a payment keeps of its method. */
export function nameOf({ publicId, name, kind }: TenderRow): RecordedPayment["tender"] {
  return { id: publicId, name, kind };
}

function rowOf(rows: TendersById, id: TenderRow["publicId"]): TenderRow {
  const row = rows.get(id);
  assert(row !== undefined, "unknown methods are refused, and every shop has cash");
  return row;
}

function refuseTooMuchCash(
  changeMinor: Minor,
  given: readonly { readonly givesChange: boolean; readonly amountMinor: Minor }[],
  currency: string,
): void {
  const tooMuch = changeMinor - mostChange(currency);
  if (tooMuch <= 0) return;
  const amounts = given.map((one): number => (one.givesChange ? one.amountMinor : 0));
  const largest = Math.max(...amounts);
  const mostMinor = minor(Math.max(0, largest - tooMuch));
  throw refuse("too_much_cash", { mostMinor }, `tenders.${amounts.indexOf(largest)}.amountMinor`);
}
