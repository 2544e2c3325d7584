/** The kinds of changes. A live screen subscribes to topics; an event contains the ids that changed. */
import { z } from "zod";

export const TOPICS = [
  "products",
  "categories",
  "suppliers",
  "locations",
  "customers",
  "stock",
  "sales",
  "parked",
  "approvals",
  "cardPayments",
  "alerts",
  "users",
  "settings",
  "labelPatterns",
  "tenders",
  "tills",
  "tiles",
  "printers",
  "printJobs",
  "tillEvents",
  "missingReceipts",
  "drawers",
  "apiKeys",
  "backups",
  "imports",
  "pastSales",
] as const;

export const Topic = z.enum(TOPICS);
export type Topic = z.infer<typeof Topic>;

/** One change, in commit order. `ids` are public ids; empty means "anything of this topic". */
export const LiveEvent = z.strictObject({
  seq: z.int().min(1),
  topic: Topic,
  ids: z.array(z.string()),
  at: z.iso.datetime(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;

export const LiveSince = z.strictObject({
  after: z.int().min(0).describe("The last seq the caller has seen"),
  limit: z.int().min(1).max(1000).default(500),
});

/** `complete` is false if the caller was offline too long and must reload everything. */
export const LiveEvents = z.strictObject({
  events: z.array(LiveEvent),
  lastSeq: z.int().min(0),
  complete: z.boolean(),
});
export type LiveEvents = z.infer<typeof LiveEvents>;

export const LiveChanges = z.strictObject({
  lastEventId: z.coerce.number().int().min(0).nullish(),
});
