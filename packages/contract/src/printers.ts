/** Receipt printers of the shop, and what is printed on them. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { PrinterId, PrintJobId, SaleId, TillId } from "./ids.ts";
import { page, pageInput } from "./paging.ts";
import { readPrinterAddress } from "./printer-address.ts";
import { rule } from "./rules.ts";

/** What the printer understands: ESC/POS (Epson and most others) or StarPRNT (Star). */
export const PrinterLanguage = z.enum(["escpos", "starprnt"]);
export type PrinterLanguage = z.infer<typeof PrinterLanguage>;

/** The width of the paper in millimetres. */
export const PrinterPaper = z.literal([58, 80]);
export type PrinterPaper = z.infer<typeof PrinterPaper>;

/**
 * Which characters the printer prints with its own letters: those of its code pages, only unaccented Latin ones, or
 * none. All others are drawn.
 */
export const PrinterText = z.enum(["code_pages", "plain", "pictures"]);
export type PrinterText = z.infer<typeof PrinterText>;

/** Characters per line in the usual font. */
export const COLUMNS_OF_PAPER: Readonly<Record<PrinterPaper, PrinterColumns>> = { 58: 32, 80: 48 };

const MOST_TILLS = 100;

export const PrinterAddress = line(260, 1).superRefine((text, ctx) => {
  const place = readPrinterAddress(text);
  if (typeof place !== "string") return;
  ctx.addIssue({ code: "custom", message: rule(place) });
});

/** What printers have on these papers. */
export const PrinterColumns = z.literal([32, 35, 42, 44, 48]);
export type PrinterColumns = z.infer<typeof PrinterColumns>;

const DrawerPin = z.literal([1, 2]);

const fields = {
  name: line(60, 1),
  language: PrinterLanguage,
  address: PrinterAddress.describe(
    "An address in the shop's network, `192.168.1.50` or `printer.local:9100`, or a USB port of the server's computer, `/dev/usb/lp0`",
  ),
  paperMm: PrinterPaper.describe("Width of the paper in millimetres"),
  columns: PrinterColumns.describe("Characters per line: 32 on 58 mm and 48 on 80 mm unless given"),
  text: PrinterText.describe("What the printer prints with its own letters; all else is drawn"),
  cuts: z.boolean().describe("Whether it cuts the paper"),
  opensDrawer: z.boolean().describe("Whether a cash drawer is connected to it"),
  drawerPin: DrawerPin.describe("The pin of the drawer's pulse"),
  tillIds: z
    .array(TillId)
    .max(MOST_TILLS)
    .describe("The tills that print on it; each has one printer"),
};

export const CreatePrinter = z.strictObject({
  key: WriteKey,
  ...fields,
  language: fields.language.default("escpos"),
  paperMm: fields.paperMm.default(80),
  columns: fields.columns.optional(),
  text: fields.text.default("code_pages"),
  cuts: fields.cuts.default(true),
  opensDrawer: fields.opensDrawer.default(false),
  drawerPin: fields.drawerPin.default(1),
  tillIds: fields.tillIds.default([]),
});
export type CreatePrinter = z.infer<typeof CreatePrinter>;

export const UpdatePrinter = z.strictObject({
  key: WriteKey,
  id: PrinterId,
  version: Version,
  name: fields.name.optional(),
  language: fields.language.optional(),
  address: fields.address.optional(),
  paperMm: fields.paperMm.optional(),
  columns: fields.columns.optional(),
  text: fields.text.optional(),
  cuts: fields.cuts.optional(),
  opensDrawer: fields.opensDrawer.optional(),
  drawerPin: fields.drawerPin.optional(),
  tillIds: fields.tillIds.optional(),
});
export type UpdatePrinter = z.infer<typeof UpdatePrinter>;

export const PrinterState = z.strictObject({ key: WriteKey, id: PrinterId, version: Version });
export type PrinterState = z.infer<typeof PrinterState>;

export const TestPrinter = z.strictObject({ key: WriteKey, id: PrinterId });
export type TestPrinter = z.infer<typeof TestPrinter>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const Printer = z.strictObject({
  id: PrinterId,
  name: z.string(),
  language: PrinterLanguage,
  address: z.string(),
  paperMm: PrinterPaper,
  columns: PrinterColumns,
  text: PrinterText,
  cuts: z.boolean(),
  opensDrawer: z.boolean(),
  drawerPin: DrawerPin,
  tills: z.array(Named).describe("Those that print on it"),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Printer = z.infer<typeof Printer>;

/** All printers, also deactivated ones, in the order of their creation. */
export const Printers = z.strictObject({
  items: z.array(Printer),
  ownPrinterId: PrinterId.nullable().describe("Of the till that asks; null without one"),
});
export type Printers = z.infer<typeof Printers>;

/** What is printed; `drawer` is the pulse that opens the drawer. */
export const PrintJobKind = z.enum(["receipt", "copy", "gift", "test", "drawer"]);
export type PrintJobKind = z.infer<typeof PrintJobKind>;

/**
 * `sent`: the bytes were written, and the printer does not say whether it printed them. `printed`: it says so. `failed`:
 * it is not tried again by itself.
 */
export const PrintJobStatus = z.enum([
  "waiting",
  "sending",
  "sent",
  "printed",
  "failed",
  "cancelled",
]);
export type PrintJobStatus = z.infer<typeof PrintJobStatus>;

/** Why a job is not printed. `cut_off` and `interrupted`: a part may have been printed. */
export const PrintProblem = z.enum([
  "unreachable",
  "no_answer",
  "not_local",
  "device_missing",
  "no_access",
  "paper_out",
  "cover_open",
  "printer_error",
  "cut_off",
  "interrupted",
  "too_late",
  "restored",
  "printer_deactivated",
  "internal",
]);
export type PrintProblem = z.infer<typeof PrintProblem>;

export const PrintJob = z.strictObject({
  id: PrintJobId,
  kind: PrintJobKind,
  status: PrintJobStatus,
  printer: z.strictObject({ id: PrinterId, name: z.string() }),
  till: Named.nullable().describe("The till that it is for"),
  sale: z.strictObject({ id: SaleId, receiptNumber: z.string() }).nullable(),
  attempts: z.int(),
  problem: PrintProblem.nullable(),
  mayHavePrinted: z.boolean().describe("Whether a part of it may be on paper although it failed"),
  createdAt: Instant,
  createdBy: z.string().nullable().describe("The person's name"),
  doneAt: Instant.nullable(),
});
export type PrintJob = z.infer<typeof PrintJob>;

export const ListPrintJobs = z.strictObject({
  printerId: PrinterId.optional(),
  troubled: z
    .boolean()
    .default(false)
    .describe("Only those that failed, or that wait after a failure"),
  ...pageInput,
});
export type ListPrintJobs = z.infer<typeof ListPrintJobs>;

/** Newest first. */
export const PrintJobs = page(PrintJob);
export type PrintJobs = z.infer<typeof PrintJobs>;

export const PrintJobState = z.strictObject({ key: WriteKey, id: PrintJobId });
export type PrintJobState = z.infer<typeof PrintJobState>;

const ofTill = PrinterId.optional().describe("The one of the till unless given");

export const PrintSale = z.strictObject({
  key: WriteKey,
  id: SaleId,
  copy: z
    .boolean()
    .default(true)
    .describe("False for the first print; marked as a copy in any case if it was printed before"),
  gift: z
    .boolean()
    .optional()
    .describe("A gift receipt: it has no prices, and is neither a copy nor counted as one"),
  printerId: ofTill,
});
export type PrintSale = z.infer<typeof PrintSale>;

export const OpenDrawer = z.strictObject({
  key: WriteKey,
  reason: line(200).default("").describe("Why it is opened without a sale"),
  printerId: ofTill,
});
export type OpenDrawer = z.infer<typeof OpenDrawer>;
