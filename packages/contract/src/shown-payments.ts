import type { DocumentKind } from "./sale-basics.ts";

/**
 * The payments that a document shows, with amounts in the direction of its money: what a sale was given, before its
 * change; what a return paid out; what a void gave back, without change, because change came back as well.
 */
export function shownPayments<
  P extends { readonly amountMinor: number; readonly tenderedMinor: number },
>({
  kind,
  payments,
}: {
  readonly kind: DocumentKind;
  readonly payments: readonly P[];
}): { readonly payment: P; readonly shownMinor: number }[] {
  return kind === "void"
    ? payments.map((payment) => ({ payment, shownMinor: -payment.amountMinor }))
    : payments
        .filter(isPaidWith)
        .map((payment) => ({ payment, shownMinor: payment.tenderedMinor }));
}

/** Whether the customer paid something with it. The change of another method is a cash payment with nothing tendered. */
function isPaidWith({ tenderedMinor }: { readonly tenderedMinor: number }): boolean {
  return tenderedMinor !== 0;
}
