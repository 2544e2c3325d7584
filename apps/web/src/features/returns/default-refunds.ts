import type { Tender } from "@daybook/contract/sales";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** One part of the money that is paid back, as its fields hold it. */
export interface Refund {
  readonly tender: Tender;
  readonly amountMinor: TypedNumber;
  readonly reference: string;
}

/** What a tender can still take back of what it paid. */
export interface Refundable {
  readonly tender: Tender;
  readonly amountMinor: number;
}

/**
 * Money goes back the way it came: each tender of the sale takes what it can, in the order they paid. What no tender
 * can take, as when nothing is known of the payment, is cash.
 */
export function defaultRefunds(
  totalMinor: number,
  refundable: readonly Refundable[],
): (Refund & Refundable)[] {
  let left = totalMinor;
  const refunds: (Refund & Refundable)[] = [];
  for (const { tender, amountMinor } of refundable) {
    const part = Math.min(left, amountMinor);
    if (part <= 0) continue;
    refunds.push({ tender, amountMinor: part, reference: "" });
    left -= part;
  }
  const cash = refunds.findIndex(({ tender }) => tender === "cash");
  if (left <= 0) return refunds;
  if (cash === -1) return [...refunds, { tender: "cash", amountMinor: left, reference: "" }];
  return refunds.map((refund, index) =>
    index === cash ? { ...refund, amountMinor: refund.amountMinor + left } : refund,
  );
}

/** The parts with one more, for what is left, by a tender that has no part yet. */
export function splitRefund(totalMinor: number, refunds: readonly Refund[]): Refund[] {
  const used = new Set(refunds.map(({ tender }) => tender));
  const tender = (["cash", "card", "other"] as const).find((one) => !used.has(one)) ?? "cash";
  const left = Math.max(0, totalMinor - paidBack(refunds));
  return [...refunds, { tender, amountMinor: left === 0 ? null : left, reference: "" }];
}

/** A part as the contract has it. */
export function refundInput({ amountMinor, ...refund }: Refund) {
  return { ...refund, amountMinor: required(amountMinor) };
}

/** What the parts add up to; parts that cannot be read count nothing. */
export function paidBack(refunds: readonly Refund[]): number {
  return refunds.reduce((sum, { amountMinor }) => sum + (amountMinor || 0), 0);
}
