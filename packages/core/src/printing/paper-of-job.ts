/** What a job prints. */
import { eq } from "drizzle-orm";
import type { Printer } from "@daybook/contract/printers";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { getSale } from "../sales/sales.ts";
import { getShop } from "../settings/shop.ts";
import { blocksOfReceipt } from "./blocks-of-receipt.ts";
import type { PrintJobRow } from "./job-queue.ts";
import type { PrinterSettings, ToPrint } from "./printer-port.ts";

/** A job as the port takes it: made when it is printed, so that a printer can be changed while jobs wait. */
export async function paperOfJob(
  ctx: ReadCtx,
  job: PrintJobRow,
): Promise<{ printer: PrinterSettings; toPrint: ToPrint }> {
  const { printer: t } = ctx.t;
  const [printer] = await ctx.db.select().from(t).where(eq(t.id, job.printerId));
  assert(printer !== undefined, "a printer is never deleted");
  if (job.kind === "drawer") return { printer, toPrint: { kind: "pulse" } };
  const blocks =
    job.saleId === null
      ? testPage(printer)
      : blocksOfReceipt(await getSale(ctx, { id: job.saleId }), {
          shop: await getShop(ctx),
          isCopy: job.kind === "copy",
          isGift: job.kind === "gift",
        });
  return { printer, toPrint: { kind: "paper", blocks } };
}

/** Shows which characters the printer prints itself, how wide its lines are, and whether a scanner reads its bars. */
export function testPage({
  name,
  address,
  columns,
}: Pick<Printer, "name" | "address" | "columns">): ReceiptBlock[] {
  const text = (line: string): ReceiptBlock => ({
    kind: "text",
    text: line,
    align: "start",
    size: "normal",
    bold: false,
  });
  const ruler = Array.from({ length: columns }, (_, index) => (index + 1) % 10).join("");
  return [
    { kind: "text", text: name, align: "center", size: "large", bold: true },
    { kind: "text", text: address, align: "center", size: "normal", bold: false },
    { kind: "rule" },
    text(ruler),
    ...SAMPLES.map(text),
    { kind: "row", start: "Total", end: "1,234.50 €", size: "large", bold: true },
    { kind: "space" },
    { kind: "barcode", text: "TEST-1" },
  ];
}

const SAMPLES = [
  "Crème brûlée, Weißwürste, piña £1 €2",
  "Łódź, žluťoučký kůň, őszibarack",
  "Ελληνικός καφές, Русский чай",
  "咖啡 · قهوة عربية · קפה · กาแฟ",
];
