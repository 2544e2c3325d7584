/** Receipts that a till has printed and that the shop's records do not contain. */
import { z } from "zod";
import { Instant, line, WriteKey } from "./fields.ts";
import { MissingReceiptId, SaleId } from "./ids.ts";
import { MissingReceiptState, MOST_KEPT_RECEIPTS } from "./missing-receipt-states.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { rule } from "./rules.ts";
import { Uuid } from "./uuid.ts";

/** A sale that the server has confirmed to a till, as the till keeps it. */
export const KeptReceipt = z.strictObject({
  saleKey: Uuid.describe("The key that the sale was sent with"),
  receiptNumber: line(40, 1),
  totalMinor: Minor,
  occurredAt: Instant,
  seller: line(100).default("").describe("The name of the person who sold"),
});
export type KeptReceipt = z.infer<typeof KeptReceipt>;

export const ReportReceipts = z.strictObject({
  key: WriteKey,
  receipts: z.array(KeptReceipt).min(1, rule("nothing_chosen")).max(MOST_KEPT_RECEIPTS),
});
export type ReportReceipts = z.infer<typeof ReportReceipts>;

export const ReceiptsReported = z.strictObject({
  missing: z
    .array(Uuid)
    .describe("The keys of the sales that the records do not contain: the till sends them again"),
});
export type ReceiptsReported = z.infer<typeof ReceiptsReported>;

export const MissingReceipt = z.strictObject({
  id: MissingReceiptId,
  receiptNumber: z.string(),
  state: MissingReceiptState,
  till: z.string().describe("Empty for browsers without a till"),
  seller: z.string(),
  totalMinor: Minor.nullable().describe("Null if the till knows only that the number exists"),
  occurredAt: Instant.nullable(),
  reportedAt: Instant,
  recordedAs: z
    .strictObject({ id: SaleId, receiptNumber: z.string() })
    .nullable()
    .describe("The sale that its till has sent again, with its new number"),
  reason: z.string().describe("Why it was settled"),
});
export type MissingReceipt = z.infer<typeof MissingReceipt>;

export const ListMissingReceipts = z.strictObject({
  state: MissingReceiptState.optional(),
  ...pageInput,
});
export type ListMissingReceipts = z.infer<typeof ListMissingReceipts>;

/** Newest first. */
export const MissingReceipts = page(MissingReceipt);
export type MissingReceipts = z.infer<typeof MissingReceipts>;

export const SettleMissingReceipt = z.strictObject({
  key: WriteKey,
  id: MissingReceiptId,
  reason: line(200, 1).describe(
    "What was done about it, such as the sale that was recorded by hand",
  ),
});
export type SettleMissingReceipt = z.infer<typeof SettleMissingReceipt>;
