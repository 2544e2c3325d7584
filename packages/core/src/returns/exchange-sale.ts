import type { ExchangedSale, ExchangeSale } from "@daybook/contract/exchanges";
import { eq } from "drizzle-orm";
import type { Sale } from "@daybook/contract/sales";
import { requirePermission } from "../context/require-permission.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, DomainError } from "../errors/domain-error.ts";
import { sellGoods } from "../sales/ring-up-sale.ts";
import { getSale } from "../sales/sales.ts";
import { returnGoods } from "./return-sale.ts";

/**
 * Takes goods of a sale back and sells others, in one transaction with one net payment: a return and a sale that names
 * it. Refuses as `returnSale` at `back` and as `ringUpSale` at `sale`.
 */
export async function exchangeSale(ctx: WriteCtx, input: ExchangeSale): Promise<ExchangedSale> {
  requirePermission(ctx, "sales.ringUp", "sale");
  const back = await inPart("back", () => returnGoods(ctx, input.back, { isExchange: true }));
  const exchanged = { ...back, rowId: await rowIdOf(ctx, back) };
  const sale = await inPart("sale", () => sellGoods(ctx, input.sale, exchanged));
  return { back: await getSale(ctx, back), sale };
}

async function rowIdOf(ctx: WriteCtx, { id }: Sale): Promise<number> {
  const { sale } = ctx.t;
  const [row] = await ctx.db.select({ id: sale.id }).from(sale).where(eq(sale.publicId, id));
  assert(row !== undefined, "the return was just written");
  return row.id;
}

async function inPart<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DomainError ? error.within(part) : error;
  }
}
