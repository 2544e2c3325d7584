import type { ReasonDetails } from "../reasons.ts";
import { earlyEn } from "./en-early.ts";

/** Why an approval is needed. `most` is the limit as text; null without one. */
export const NEEDS_EN: Readonly<
  Record<ReasonDetails<"needs_approval">["need"], (most: string | null) => string>
> = {
  discount: earlyEn.discount_beyond,
  priceChange: earlyEn.price_beyond,
  refund: (most) =>
    most === null ? "You may not refund anything." : `You may refund up to ${most}.`,
  drawerDifference: (most) =>
    most === null
      ? "You may not close a drawer that is over or short."
      : `You may close a drawer that is over or short by up to ${most}.`,
  void: () => "You may not void sales.",
  unreceiptedRefund: (most) =>
    most === null
      ? "You may not refund anything without a receipt."
      : `Without a receipt, you may refund up to ${most}.`,
  returnWithoutReceipt: () => "You may not take returns without a receipt.",
  returnLate: () => "The time to return this is over, and you may not take it back after that.",
  refundOtherTender: () => "You may not refund by another payment method than was paid.",
};
