import { keptOnDevice } from "../../lib/device-storage.ts";

/** What receipts are printed on: a roll of that many millimetres, or sheets. */
export type ReceiptPaper = "58" | "80" | "a4";

/** The paper of this device's printer. */
export const receiptPaper = keptOnDevice<ReceiptPaper>("receipt-paper", "80");
