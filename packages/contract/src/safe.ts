/** What moves cash into the safe and out of it. */
import { z } from "zod";
import { BusinessDate, Instant } from "./fields.ts";
import { ClosingId } from "./ids.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";

/** What moves cash into the safe or out of it: closings and three kinds of cash entries. */
export const SAFE_ENTRY_KINDS = ["closing", "drop", "top_up", "deposit"] as const;
export const SafeEntryKind = z.enum(SAFE_ENTRY_KINDS);
export type SafeEntryKind = z.infer<typeof SafeEntryKind>;

export const SafeEntry = z.strictObject({
  id: z.string().describe("Of the cash entry or the closing"),
  kind: SafeEntryKind,
  effectMinor: Minor.describe("Into the safe; below zero out of it"),
  drawer: z.string().nullable().describe("Null for a deposit"),
  closing: z.strictObject({ id: ClosingId, number: z.int(), series: z.int() }).nullable(),
  reference: z.string().describe("The number of the deposit slip"),
  reason: z.string(),
  by: z.string(),
  at: Instant,
  businessDate: BusinessDate,
});
export type SafeEntry = z.infer<typeof SafeEntry>;

export const ListSafeEntries = z.strictObject({
  ...pageInput,
  kind: SafeEntryKind.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
});
export type ListSafeEntries = z.infer<typeof ListSafeEntries>;
/** All of them add up to the cash in the safe. */
export const SafeEntryPage = page(SafeEntry);
export type SafeEntryPage = z.infer<typeof SafeEntryPage>;
