import type { Sale } from "@daybook/contract/sales";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { takenByTerminal } from "../card-payments/card-payments.ts";
import type { ReadCtx } from "../context/context.ts";

type CardPayment = Pick<Sale["payments"][number], "kind" | "amountMinor">;

/** The field of a stored document. */
export async function terminalRefundOf(
  ctx: ReadCtx,
  { id, kind }: Pick<Sale, "id" | "kind">,
  payments: Sale["payments"],
): Promise<Pick<Sale, "terminalRefundMinor">> {
  // Most sales need no look-up: without a correction, what the terminal took is among the payments by card.
  const isKnown = payments.every((payment) =>
    payment.kind === "card" ? payment.amountMinor >= 0 : payment.kind === "cash",
  );
  const takenMinor = kind !== "sale" || isKnown ? minor(0) : await takenByTerminal(ctx, id);
  return terminalRefundField(kind, takenMinor, payments);
}

/**
 * What someone must refund at the card terminal if a sale is voided: what the connected terminal took, whatever was
 * corrected since, or what was paid by card according to the payments and their corrections, if that is more, because
 * the amount was typed at a terminal that is not connected.
 */
export function terminalRefund(takenMinor: Minor, payments: readonly CardPayment[]): Minor {
  let byCard = 0;
  for (const { kind, amountMinor } of payments) if (kind === "card") byCard += amountMinor;
  return minor(Math.max(takenMinor, byCard));
}

/** The field of a document; only a sale has it. */
export function terminalRefundField(
  kind: Sale["kind"],
  takenMinor: Minor,
  payments: readonly CardPayment[],
): Pick<Sale, "terminalRefundMinor"> {
  const terminalRefundMinor = kind === "sale" ? terminalRefund(takenMinor, payments) : minor(0);
  return terminalRefundMinor > 0 ? { terminalRefundMinor } : {};
}
