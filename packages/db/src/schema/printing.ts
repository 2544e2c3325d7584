import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PrinterId, PrintJobId, SaleId } from "@daybook/contract/ids";
import type { PrinterColumns, PrinterPaper, PrintProblem } from "@daybook/contract/printers";
import { flag, id, instant, publicId } from "../columns.ts";
import { device } from "./shop.ts";
import { appUser } from "./users.ts";

/** A receipt printer that the server prints on. */
export const printer = sqliteTable("printer", {
  id: id(),
  publicId: publicId<PrinterId>(),
  name: text("name").notNull().unique(),
  language: text("language", { enum: ["escpos", "starprnt"] }).notNull(),
  /** As `readPrinterAddress` reads it. */
  address: text("address").notNull(),
  paperMm: integer("paper_mm").$type<PrinterPaper>().notNull(),
  columns: integer("columns").$type<PrinterColumns>().notNull(),
  text: text("text", { enum: ["code_pages", "plain", "pictures"] }).notNull(),
  cuts: flag("cuts").notNull(),
  opensDrawer: flag("opens_drawer").notNull(),
  drawerPin: integer("drawer_pin").$type<1 | 2>().notNull(),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
  deactivatedAt: instant("deactivated_at"),
});

/** The printer of a till. */
export const tillPrinter = sqliteTable("till_printer", {
  deviceId: integer("device_id")
    .primaryKey()
    .references(() => device.id),
  printerId: integer("printer_id")
    .notNull()
    .references(() => printer.id),
});

/**
 * A paper that is printed, or a pulse that opens a drawer: printed in the order of `id`, pulses first. Finished ones are
 * deleted after some weeks.
 */
export const printJob = sqliteTable(
  "print_job",
  {
    id: id(),
    publicId: publicId<PrintJobId>(),
    /** The same paper is asked for once. */
    key: text("key").notNull().unique(),
    printerId: integer("printer_id")
      .notNull()
      .references(() => printer.id),
    /** The till that it is for. */
    deviceId: integer("device_id").references(() => device.id),
    kind: text("kind", { enum: ["receipt", "copy", "gift", "test", "drawer"] }).notNull(),
    /** The public id of the sale; no reference, because sales move to the archive. */
    saleId: text("sale_id").$type<SaleId>(),
    /** The number of the sale's receipt. */
    receiptNumber: text("receipt_number"),
    status: text("status", {
      enum: ["waiting", "sending", "sent", "printed", "failed", "cancelled"],
    }).notNull(),
    attempts: integer("attempts").notNull(),
    problem: text("problem").$type<PrintProblem>(),
    /** While it waits: when it is tried next. While it is sent: when it counts as interrupted. */
    dueAt: instant("due_at").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Null if Daybook itself asked for it. */
    createdBy: integer("created_by").references(() => appUser.id),
    sentAt: instant("sent_at"),
    doneAt: instant("done_at"),
  },
  (t) => [
    index("print_job_next").on(t.printerId, t.status, t.id),
    index("print_job_status").on(t.status, t.dueAt),
    index("print_job_sale").on(t.saleId),
    check("print_job_attempts", sql`${t.attempts} >= 0`),
    check("print_job_sale_number", sql`(${t.saleId} IS NULL) = (${t.receiptNumber} IS NULL)`),
  ],
);
