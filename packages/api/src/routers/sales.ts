import {
  QuoteReturn,
  ReturnQuote,
  ReturnSale,
  ReturnWithoutReceipt,
} from "@daybook/contract/returns";
import {
  CancelledUnbooked,
  CancelUnbooked,
  GetSale,
  GetSalesTotals,
  ListSales,
  RingUpSale,
  Sale,
  SalePage,
  SalesTotals,
  VoidSale,
} from "@daybook/contract/sales";
import { cancelUnbooked } from "@daybook/core/sales/cancel-unbooked";
import { quoteReturn, returnSale } from "@daybook/core/returns/return-sale";
import { returnWithoutReceipt } from "@daybook/core/returns/return-without-receipt";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { getSale, listSales } from "@daybook/core/sales/sales";
import { getSalesTotals } from "@daybook/core/sales/sales-totals";
import { bookedSale, voidedSale } from "@daybook/core/sales/sale-again";
import { voidSale } from "@daybook/core/sales/void-sale";
import { saleColumns } from "../csv-columns.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";

// Discounts and other prices than the list's need further rights, which core looks for in the cart itself.
export const sales = router({
  ringUp: can("sales.ringUp")
    .meta(post("/sales"))
    .input(RingUpSale)
    .output(Sale)
    .mutation(once(ringUpSale, { rebuild: bookedSale })),
  cancelUnbooked: can("sales.ringUp")
    .meta(post("/sales/cancelled-unbooked"))
    .input(CancelUnbooked)
    .output(CancelledUnbooked)
    .mutation(once(cancelUnbooked)),
  get: can("sales.read").meta(get("/sales/{id}")).input(GetSale).output(Sale).query(reads(getSale)),
  list: can("sales.read")
    .meta(get("/sales", { csv: saleColumns }))
    .input(ListSales)
    .output(SalePage)
    .query(reads(listSales)),
  totals: can("sales.read")
    .meta(get("/sales/totals"))
    .input(GetSalesTotals)
    .output(SalesTotals)
    .query(reads(getSalesTotals)),
  quoteReturn: can("sales.return")
    .meta(post("/sales/{id}/return-quote"))
    .input(QuoteReturn)
    .output(ReturnQuote)
    .query(reads(quoteReturn)),
  return: can("sales.return")
    .meta(post("/sales/{id}/returns"))
    .input(ReturnSale)
    .output(Sale)
    .mutation(once(returnSale, { rebuild: bookedSale })),
  returnWithoutReceipt: can("sales.returnWithoutReceipt")
    .meta(post("/sales/returns"))
    .input(ReturnWithoutReceipt)
    .output(Sale)
    .mutation(once(returnWithoutReceipt, { rebuild: bookedSale })),
  void: can("sales.void")
    .meta(post("/sales/{id}/void"))
    .input(VoidSale)
    .output(Sale)
    .mutation(once(voidSale, { rebuild: voidedSale })),
});
