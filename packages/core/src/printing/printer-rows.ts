/** The rows of printers, and the printer of a till. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { ReadTx, Tables } from "@daybook/db/types";
import { recordRows } from "../records/record-rows.ts";

export type PrinterRow = Tables["printer"]["$inferSelect"];

const finding = prepared((db, t) => ({
  printer: db
    .select()
    .from(t.printer)
    .where(eq(t.printer.publicId, sql.placeholder("publicId")))
    .prepare(),
  printers: db.select().from(t.printer).orderBy(asc(t.printer.id)).prepare(),
  ofTill: db
    .select({ printer: t.printer })
    .from(t.tillPrinter)
    .innerJoin(t.printer, eq(t.printer.id, t.tillPrinter.printerId))
    .where(
      and(eq(t.tillPrinter.deviceId, sql.placeholder("deviceId")), isNull(t.printer.deactivatedAt)),
    )
    .prepare(),
}));

export const printerRows = recordRows<PrinterRow>("printer", (tx) => finding(tx).printer);

/** All printers, active or not, in the order of their creation. */
export function selectPrinters(tx: ReadTx): Promise<PrinterRow[]> {
  return finding(tx).printers.execute({});
}

/** The active printer of a till; null without one. */
export async function findPrinterOfTill(
  tx: ReadTx,
  deviceId: number | null,
): Promise<PrinterRow | null> {
  if (deviceId === null) return null;
  const [found] = await finding(tx).ofTill.execute({ deviceId });
  return found?.printer ?? null;
}
