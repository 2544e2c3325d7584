import { and, eq } from "drizzle-orm";
import type { TenderId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { ReadCtx } from "../context/context.ts";

/** What a method has of a sale. */
export interface MoneyOfTender {
  readonly tender: TenderId;
  /** The name on the receipt. */
  readonly name: string;
  /** The first payment by it, which refunds refer to. */
  readonly paymentId: number;
  readonly allowedForRefunds: boolean;
  /** Paid, with corrections; negative for cash that only gave the change of another one. */
  readonly paidMinor: Minor;
  /** Paid, with corrections, less refunds; negative for cash that only gave the change of another method. */
  readonly amountMinor: Minor;
}

/** What each method has of a sale, in the order of the payments. */
export async function moneyLeft(ctx: ReadCtx, saleId: number): Promise<MoneyOfTender[]> {
  const { payment, sale, tender: method } = ctx.t;
  const paid = await ctx.db
    .select({
      id: payment.id,
      tender: payment.tender,
      name: payment.tenderName,
      amountMinor: payment.amountMinor,
      allowedForRefunds: method.allowedForRefunds,
    })
    .from(payment)
    .innerJoin(method, eq(method.publicId, payment.tender))
    .where(eq(payment.saleId, saleId))
    .orderBy(payment.id);
  // Also those that someone with the right to use another method made: they are money of this method, too.
  const refunds = await ctx.db
    .select({ tender: payment.tender, amountMinor: payment.amountMinor })
    .from(payment)
    .innerJoin(sale, eq(sale.id, payment.saleId))
    .where(and(eq(sale.originSaleId, saleId), eq(sale.kind, "return")));
  const tenders = new Map<TenderId, MoneyOfTender>();
  for (const { id, amountMinor, ...one } of paid) {
    const known = tenders.get(one.tender);
    const paidMinor = minor((known?.paidMinor ?? 0) + amountMinor);
    const paymentId = known?.paymentId ?? id;
    tenders.set(one.tender, { ...one, paymentId, paidMinor, amountMinor: paidMinor });
  }
  for (const refund of refunds) {
    const known = tenders.get(refund.tender);
    if (known === undefined) continue;
    const amountMinor = minor(known.amountMinor - refund.amountMinor);
    tenders.set(refund.tender, { ...known, amountMinor });
  }
  return [...tenders.values()];
}
