import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";

/** One audit entry. `before` and `after` contain the differences with public names and ids. */
export interface AuditRecord {
  /** The name of the procedure, such as `products.update`. */
  readonly action: string;
  readonly entity: string;
  /** Public id. */
  readonly entityId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
}

const inserting = prepared((db, t) =>
  db.insert(t.auditEntry).values(everyColumn(t.auditEntry, "id")).prepare(),
);

/** Writes one audit entry, in the transaction of its change. */
export async function recordAudit(ctx: WriteCtx, record: AuditRecord): Promise<void> {
  await inserting(ctx).execute({
    at: ctx.now,
    // The system actor is not a user in the database.
    userId: ctx.actor.userId === 0 ? null : ctx.actor.userId,
    deviceId: ctx.actor.deviceId,
    apiKeyId: ctx.actor.apiKeyId,
    action: record.action,
    entity: record.entity,
    entityId: record.entityId,
    before: record.before ?? null,
    after: record.after ?? null,
    reason: record.reason ?? "",
    requestId: ctx.requestId,
  });
}

/**
 * The fields of `after` that differ from `before`, with both values, for an audit entry. Values are compared as JSON.
 */
export function differences<T extends object>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } {
  const changed: { before: Partial<T>; after: Partial<T> } = { before: {}, after: {} };
  // safe because the keys come from the object itself
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    changed.before[key] = before[key];
    changed.after[key] = after[key];
  }
  return changed;
}
