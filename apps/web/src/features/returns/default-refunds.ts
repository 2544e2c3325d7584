import { inCoins, refundDue, refundInCash } from "@daybook/contract/cash-rounding";
import type { CashRule, OwedBack } from "@daybook/contract/cash-rounding";
import type { Minor } from "@daybook/contract/money";
import type { TenderId } from "@daybook/contract/ids";
import { CASH } from "@daybook/contract/tenders";
import { required } from "../../lib/typed-number.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** One part of the refund as form values. */
export interface Refund {
  readonly tender: TenderId;
  readonly amountMinor: TypedNumber;
  readonly reference: string;
}

/** The refundable amount of a tender. */
export interface Refundable {
  readonly tender: TenderId;
  readonly amountMinor: number;
}

/**
 * The methods that a refund can use: those that the shop offers for refunds, and deactivated ones that the sale was
 * paid with. Without a receipt, some methods are left out.
 */
export function refundTenders(
  tenders: readonly OfferedTender[],
  refundable: readonly Pick<Refundable, "tender">[],
  { unreceipted = false }: { readonly unreceipted?: boolean } = {},
): OfferedTender[] {
  return tenders.filter(
    ({ id, active, allowedForRefunds, refundsUnreceipted }) =>
      allowedForRefunds &&
      (refundsUnreceipted || !unreceipted) &&
      (active || refundable.some(({ tender }) => tender === id)),
  );
}

/** The shop's methods, and how it rounds cash. */
interface RefundRules {
  readonly tenders: readonly OfferedTender[];
  readonly rule: CashRule;
}

/** What the parts must add up to: the part in cash is rounded. */
export function dueBack(owed: OwedBack, refunds: readonly Refund[], rule: CashRule): Minor {
  const parts = refunds.map(({ tender, amountMinor }) => ({
    isCash: tender === CASH,
    amountMinor: amountMinor || 0,
  }));
  return refundDue(owed, parts, rule);
}

/**
 * Refunds use the original payment methods: each tender of the sale refunds what it can, in order of payment. The rest,
 * for example if the payment is unknown, is cash, or the first method if cash cannot be used for refunds. Cash is what
 * coins can pay.
 */
export function defaultRefunds(
  owed: OwedBack,
  refundable: readonly Refundable[],
  { tenders, rule }: RefundRules,
): (Refund & Refundable)[] {
  const exact = exactRefunds(
    owed.owedMinor,
    refundable.map((one) =>
      one.tender === CASH ? { ...one, amountMinor: inCoins(one.amountMinor, rule) } : one,
    ),
    tenders,
  );
  const otherMinor = paidBack(exact.filter(({ tender }) => tender !== CASH));
  return exact
    .map((one) =>
      one.tender === CASH ? { ...one, amountMinor: refundInCash(owed, otherMinor, rule) } : one,
    )
    .filter(({ amountMinor }) => amountMinor > 0);
}

function exactRefunds(
  totalMinor: number,
  refundable: readonly Refundable[],
  tenders: readonly OfferedTender[],
): (Refund & Refundable)[] {
  const usable = refundTenders(tenders, refundable);
  const rest = usable.some(({ id }) => id === CASH) ? CASH : (usable[0]?.id ?? CASH);
  let left = totalMinor;
  const refunds: (Refund & Refundable)[] = [];
  for (const { tender, amountMinor } of refundable) {
    const part = Math.min(left, amountMinor);
    if (part <= 0) continue;
    refunds.push({ tender, amountMinor: part, reference: "" });
    left -= part;
  }
  const used = refunds.findIndex(({ tender }) => tender === rest);
  if (left <= 0) return refunds;
  if (used === -1) return [...refunds, { tender: rest, amountMinor: left, reference: "" }];
  return refunds.map((refund, index) =>
    index === used ? { ...refund, amountMinor: refund.amountMinor + left } : refund,
  );
}

/** Adds a part for the remaining amount, with a tender that is not used yet. */
export function splitRefund(
  totalMinor: number,
  refunds: readonly Refund[],
  tenders: readonly { readonly id: TenderId }[],
): Refund[] {
  const used = new Set(refunds.map(({ tender }) => tender));
  const tender = tenders.find(({ id }) => !used.has(id))?.id ?? CASH;
  const left = Math.max(0, totalMinor - paidBack(refunds));
  return [...refunds, { tender, amountMinor: left === 0 ? null : left, reference: "" }];
}

/** A part as the contract defines it. */
export function refundInput({ amountMinor, ...refund }: Refund) {
  return { ...refund, amountMinor: required(amountMinor) };
}

/** The sum of the parts; invalid parts count as zero. */
export function paidBack(refunds: readonly Refund[]): number {
  return refunds.reduce((sum, { amountMinor }) => sum + (amountMinor || 0), 0);
}
