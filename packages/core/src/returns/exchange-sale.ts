import type { ExchangedSale, ExchangeSale } from "@daybook/contract/exchanges";
import { requirePermission } from "../context/require-permission.ts";
import type { WriteCtx } from "../context/context.ts";
import { within } from "../errors/domain-error.ts";
import { sellGoods } from "../sales/ring-up-sale.ts";
import { getSale } from "../sales/sales.ts";
import { returnGoods } from "./return-sale.ts";

/**
 * Takes goods of a sale back and sells others, in one transaction with one net payment: a return and a sale that names
 * it. Refuses as `returnSale` at `back` and as `ringUpSale` at `sale`.
 */
export async function exchangeSale(ctx: WriteCtx, input: ExchangeSale): Promise<ExchangedSale> {
  requirePermission(ctx, "sales.ringUp", "sale");
  const back = await within("back", () => returnGoods(ctx, input.back, { isExchange: true }));
  const sale = await within("sale", () => sellGoods(ctx, input.sale, back));
  return { back: await getSale(ctx, back), sale };
}
