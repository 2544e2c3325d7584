/** The till journal: what happens at a till besides its documents. */
import { z } from "zod";
import { BusinessDate, Instant, line, WriteKey } from "./fields.ts";
import { SaleId, TillId, UserId } from "./ids.ts";
import { Minor, minor, MinorNonNegative } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { rule } from "./rules.ts";
import { Uuid } from "./uuid.ts";

/** The closed list of events. Money that moves has documents of its own. */
export const TILL_EVENT_KINDS = [
  "line_removed",
  "cart_cancelled",
  "price_override",
  "discount",
  "no_sale",
  "cash_refused",
  "copy_printed",
  "drawer_opened",
  "sign_on",
  "sign_off",
  "x_taken",
  "printer_failed",
  "training_on",
  "training_off",
  "offline_from",
  "offline_to",
  "restored",
  "receipts_missing",
  "parked_discarded",
  "parked_sold_again",
] as const;
export const TillEventKind = z.enum(TILL_EVENT_KINDS);
export type TillEventKind = z.infer<typeof TillEventKind>;

/** The events that a till sends; the server records the others itself, with what they belong to. */
export const SentTillEventKind = TillEventKind.exclude([
  "price_override",
  "discount",
  "cash_refused",
  "sign_on",
  "sign_off",
  "restored",
  "receipts_missing",
  "parked_discarded",
  "parked_sold_again",
]);
export type SentTillEventKind = z.infer<typeof SentTillEventKind>;

/** The most events of one request. */
export const MOST_TILL_EVENTS = 100;

/** The longest text of an event. */
export const MOST_DETAIL = 200;

export const SentTillEvent = z.strictObject({
  key: Uuid.describe("Made by the till: an event that is sent again is recorded once"),
  kind: SentTillEventKind,
  occurredAt: Instant,
  amountMinor: MinorNonNegative.default(minor(0)).describe(
    "What was removed; 0 for events without money",
  ),
  saleId: SaleId.nullable().default(null).describe("The sale that it belongs to"),
  detail: line(MOST_DETAIL)
    .default("")
    .describe("What the till showed, such as the product removed"),
});
export type SentTillEvent = z.infer<typeof SentTillEvent>;

export const RecordTillEvents = z.strictObject({
  key: WriteKey,
  events: z.array(SentTillEvent).min(1, rule("nothing_chosen")).max(MOST_TILL_EVENTS),
});
export type RecordTillEvents = z.infer<typeof RecordTillEvents>;

export const TillEventsRecorded = z.strictObject({
  recorded: z.int().describe("Those that were new"),
});
export type TillEventsRecorded = z.infer<typeof TillEventsRecorded>;

const filter = {
  tillId: TillId.optional(),
  kind: TillEventKind.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
};

export const ListTillEvents = z.strictObject({ ...filter, ...pageInput });
export type ListTillEvents = z.infer<typeof ListTillEvents>;

export const CountTillEvents = z.strictObject(filter);
export type CountTillEvents = z.infer<typeof CountTillEvents>;

export const TillEvent = z.strictObject({
  id: Uuid.describe("The key of the event"),
  till: z
    .strictObject({ id: TillId, name: z.string() })
    .nullable()
    .describe("Null for browsers without a till"),
  seq: z.int().describe("Numbered per till without gaps"),
  kind: TillEventKind,
  occurredAt: Instant,
  recordedAt: Instant,
  businessDate: BusinessDate,
  user: z.strictObject({ id: UserId, name: z.string() }),
  amountMinor: Minor,
  sale: z.strictObject({ id: SaleId, receiptNumber: z.string() }).nullable(),
  detail: z.string(),
});
export type TillEvent = z.infer<typeof TillEvent>;

/** Newest first. */
export const TillEvents = page(TillEvent);
export type TillEvents = z.infer<typeof TillEvents>;

/** How many events of a kind there were, with the sum of their amounts. */
export const TillEventCount = z.strictObject({
  kind: TillEventKind,
  count: z.int(),
  amountMinor: Minor,
});
export type TillEventCount = z.infer<typeof TillEventCount>;

/** One per kind that occurred, in the order of the list of kinds. */
export const TillEventCounts = z.strictObject({ items: z.array(TillEventCount) });
export type TillEventCounts = z.infer<typeof TillEventCounts>;
