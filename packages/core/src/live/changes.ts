import { sql } from "drizzle-orm";
import { TOPICS } from "@daybook/contract/topics";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import type { Permission } from "@daybook/contract/permissions";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { Actor, ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { outboxEnds } from "./outbox-ends.ts";

/** The read permission that each topic needs; see `maySee`. */
const TOPIC_PERMISSION: Readonly<Record<Topic, Permission>> = {
  products: "products.read",
  categories: "products.read",
  suppliers: "suppliers.read",
  locations: "locations.read",
  customers: "customers.read",
  stock: "products.read",
  sales: "sales.read",
  parked: "sales.ringUp",
  approvals: "sales.ringUp",
  cardPayments: "sales.read",
  alerts: "alerts.read",
  // The till lists the people who sell.
  users: "sales.ringUp",
  settings: "settings.read",
  labelPatterns: "settings.read",
  tenders: "settings.read",
  tills: "settings.read",
  tiles: "settings.read",
  printers: "settings.read",
  printJobs: "sales.read",
  tillEvents: "reports.read",
  missingReceipts: "reports.read",
  drawers: "drawers.use",
  apiKeys: "apiKeys.read",
  backups: "backups.read",
  imports: "imports.manage",
  pastSales: "sales.read",
};

/**
 * Whether a user receives a change: users who may read the records, users who may read the audit log, which lists the
 * change, and the affected person.
 */
export function maySee(
  { permissions, publicId }: Pick<Actor, "permissions" | "publicId">,
  { topic, ids }: Pick<LiveEvent, "topic" | "ids">,
): boolean {
  if (permissions.has(TOPIC_PERMISSION[topic]) || permissions.has("reports.audit")) return true;
  return topic === "users" && ids.includes(publicId);
}

const reading = prepared((db, t) =>
  db
    .select()
    .from(t.outboxEvent)
    .where(sql`${t.outboxEvent.seq} > ${sql.placeholder("after")}`)
    .orderBy(t.outboxEvent.seq)
    .limit(sql.placeholder("limit"))
    .prepare(),
);

/** The changes after `after` in commit order, at most `limit`, without permission checks. */
export async function readEvents(tx: ReadTx, after: number, limit: number): Promise<LiveEvent[]> {
  const rows = await reading(tx).execute({ after, limit });
  return rows.map(({ seq, topic, ids, at }) => ({
    seq,
    topic: knownTopic(topic),
    ids,
    at: isoInstant(at),
  }));
}

/**
 * The changes after `after` that the actor may see. `lastSeq` is the end of this answer: continue from there.
 * `complete` is false if `after` is not from this database or later changes have been deleted.
 */
export async function listChangesSince(
  ctx: ReadCtx,
  input: { readonly after: number; readonly limit: number },
): Promise<{ events: LiveEvent[]; lastSeq: number; complete: boolean }> {
  const { first, last } = await outboxEnds(ctx);
  const read = await readEvents(ctx, input.after, input.limit);
  return {
    events: read.filter((event) => maySee(ctx.actor, event)),
    lastSeq: read.at(-1)?.seq ?? last,
    complete: input.after <= last && input.after >= first - 1,
  };
}

function knownTopic(topic: string): Topic {
  const known = TOPICS.find((one) => one === topic);
  // A topic of a later version: users who may read settings refetch everything.
  return known ?? "settings";
}
