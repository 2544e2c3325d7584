/** What a till does by itself after a document is saved: it opens the drawer for cash, and prints the receipt. */
import type { Sale } from "@daybook/contract/sales";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { getShop } from "../settings/shop.ts";
import { selectTenders } from "../tenders/tender-rows.ts";
import { insertPrintJob, receiptKey } from "./print-jobs.ts";
import { findPrinterOfTill } from "./printer-rows.ts";

/** Called after a document is saved, never in its transaction. Answers whether anything is to be printed. */
export async function printAfterSale(ctx: WriteCtx, sale: Sale): Promise<boolean> {
  const printer = await findPrinterOfTill(ctx, ctx.actor.deviceId);
  if (printer === null) return false;
  const pulse =
    printer.opensDrawer && (await movesCash(ctx, sale))
      ? await insertPrintJob(ctx, printer, { key: `drawer:${sale.id}`, kind: "drawer" })
      : null;
  const paper =
    (await getShop(ctx)).receiptPolicy === "always"
      ? await insertPrintJob(ctx, printer, { key: receiptKey(sale), kind: "receipt", sale })
      : null;
  return pulse !== null || paper !== null;
}

/** Whether a payment opens the drawer by the rules of its method, or gives change. */
async function movesCash(ctx: ReadCtx, { payments, changeMinor }: Sale): Promise<boolean> {
  if (payments.length === 0) return false;
  const opening = (await selectTenders(ctx)).filter(({ opensDrawer }) => opensDrawer);
  return (
    changeMinor > 0 || payments.some(({ tender }) => opening.some((one) => one.publicId === tender))
  );
}
