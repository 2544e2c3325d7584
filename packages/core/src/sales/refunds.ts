import { minor, sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { TenderId } from "@daybook/contract/ids";
import { refundDue } from "@daybook/contract/cash-rounding";
import type { CashRule, OwedBack } from "@daybook/contract/cash-rounding";
import { CASH, EXCHANGE, missesReference } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { needsOfRight } from "../approvals/needs.ts";
import type { Need } from "../approvals/needs.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { RecordedPayment } from "./insert-sale.ts";
import { moneyLeft } from "./money-left.ts";
import { nameOf } from "./settle-tenders.ts";
import { getTenders } from "../tenders/tender-rows.ts";

/** The amount that one tender paid for a sale and the amount refunded to it. */
export interface RefundableTender {
  readonly tender: TenderId;
  /** The name on the receipt. */
  readonly name: string;
  /** The payment that refunds of this tender refer to. */
  readonly paymentId: number;
  readonly amountMinor: Minor;
}

/** The refundable amount of each tender of a sale that can be used for refunds: paid minus refunded. */
export async function refundableTenders(ctx: ReadCtx, saleId: number): Promise<RefundableTender[]> {
  const tenders = await moneyLeft(ctx, saleId);
  // Nothing is left of a method that refunded more than it took, and of cash that only gave the change of another one.
  return tenders.filter(
    ({ amountMinor, allowedForRefunds }) => allowedForRefunds && amountMinor >= 0,
  );
}

interface Refunding {
  readonly owed: OwedBack;
  readonly rule: CashRule;
  readonly refundable: readonly RefundableTender[];
  /** Whether other goods are a part of the refund. */
  readonly isExchange: boolean;
  /** Whether the goods come back without a receipt: then some methods cannot refund them. */
  readonly isUnreceipted?: boolean;
}

/** The payments of a return, and its rounding line: the difference from what the goods were worth. */
interface Settled {
  readonly payments: RecordedPayment[];
  readonly roundingMinor: Minor;
}

/**
 * The need of refunds that a tender of the sale did not pay, together with the refunds before them, if the actor may not
 * refund by another.
 */
export function needsOfTenders(
  ctx: ReadCtx,
  refunds: readonly TenderInput[],
  refundable: readonly RefundableTender[],
): Need[] {
  const left = new Map(refundable.map(({ tender, amountMinor }) => [tender, Number(amountMinor)]));
  return refunds.flatMap(({ tender, amountMinor }, index) => {
    if (tender === EXCHANGE) return [];
    const rest = (left.get(tender) ?? -1) - amountMinor;
    if (rest >= 0) {
      left.set(tender, rest);
      return [];
    }
    return needsOfRight(ctx, "refundOtherTender", {
      amountMinor,
      path: `refunds.${index}.amountMinor`,
    });
  });
}

/**
 * Converts the requested refunds into payments. Together they must be exactly the amount due, in which the part in cash
 * is rounded by the shop's rule (422 `refund_not_equal`);
 * each tender refunds at most the amount it paid (409 `refund_exceeds_tender`), unless the user may refund by another
 * method, and then the payment names no refunded payment. Refuses 404 `not_found` and 422 `tender_not_for_refunds` at
 * `refunds.N.tender`, and 422 `reference_required` at `refunds.N.reference`.
 */
export async function settleRefunds(
  ctx: ReadCtx,
  worthMinor: Minor,
  refunds: readonly TenderInput[],
  { owed, rule, refundable, isExchange, isUnreceipted = false }: Refunding,
): Promise<Settled> {
  const givenMinor = sumMinor(refunds.map((refund) => refund.amountMinor));
  const parts = refunds.map(({ tender, amountMinor }) => ({
    isCash: tender === CASH,
    amountMinor,
  }));
  const dueMinor = refundDue(owed, parts, rule);
  if (givenMinor !== dueMinor)
    throw refuse("refund_not_equal", { dueMinor, givenMinor }, "refunds");
  const rows = await getTenders(ctx, refunds, { field: "refunds", isExchange });
  const left = new Map(
    refundable.map((tender) => [tender.tender, { ...tender, left: Number(tender.amountMinor) }]),
  );
  const payments = refunds.map((refund, index): RecordedPayment => {
    const row = rows.get(refund.tender);
    assert(row !== undefined, "unknown methods are refused");
    const about = { tender: refund.tender, name: row.name };
    const isGoods = row.kind === "exchange";
    const isAllowed = row.allowedForRefunds && (!isUnreceipted || row.refundsUnreceipted);
    if (!isAllowed && !isGoods)
      throw refuse("tender_not_for_refunds", about, `refunds.${index}.tender`);
    if (missesReference(row, refund.reference))
      throw refuse("reference_required", about, `refunds.${index}.reference`);
    const paid = left.get(refund.tender);
    const covered = paid !== undefined && refund.amountMinor <= paid.left;
    if (!covered && !isGoods && !ctx.actor.permissions.has("sales.refundOtherTender")) {
      const refundableMinor = minor(paid?.left ?? 0);
      throw refuse(
        "refund_exceeds_tender",
        { ...about, refundableMinor },
        `refunds.${index}.amountMinor`,
      );
    }
    if (covered) paid.left -= refund.amountMinor;
    return {
      tender: nameOf(row),
      tenderedMinor: refund.amountMinor,
      changeMinor: minor(0),
      reference: refund.reference,
      refundOf: covered ? paid.paymentId : null,
      cardPayment: refund.cardPayment,
    };
  });
  return { payments, roundingMinor: minor(dueMinor - worthMinor) };
}

/** The context in which refunds may use any tender. */
export function withRefundRight(ctx: WriteCtx): WriteCtx {
  const permissions = new Set([...ctx.actor.permissions, "sales.refundOtherTender" as const]);
  return { ...ctx, actor: { ...ctx.actor, permissions } };
}
