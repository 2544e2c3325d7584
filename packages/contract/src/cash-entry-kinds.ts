/** How cash moves without a sale. Its own file: addresses name a kind, and do not need the contracts of drawers. */
import { z } from "zod";

export const CASH_ENTRY_KINDS = ["pay_in", "pay_out", "drop", "top_up", "deposit"] as const;
export const CashEntryKind = z.enum(CASH_ENTRY_KINDS);
export type CashEntryKind = z.infer<typeof CashEntryKind>;
