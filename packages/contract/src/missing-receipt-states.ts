/** What the first page of the browser needs of missing receipts, without their contracts. */
import { z } from "zod";

/** `open` needs attention; `recorded` was sent again by its till; `settled` has a reason. */
export const MISSING_RECEIPT_STATES = ["open", "recorded", "settled"] as const;
export const MissingReceiptState = z.enum(MISSING_RECEIPT_STATES);
export type MissingReceiptState = z.infer<typeof MissingReceiptState>;

/** The most receipts of one report: as many as a till keeps. */
export const MOST_KEPT_RECEIPTS = 200;
