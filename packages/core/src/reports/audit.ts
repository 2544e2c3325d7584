import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { AuditPage, ListAudit } from "@daybook/contract/reports";
import type { ReadCtx } from "../context/context.ts";
import { withShownCosts } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isoInstant } from "../context/instants.ts";

/**
 * The audit log, newest first. `before` and `after` contain only the differences; costs in them are null for those who
 * may not see costs. Refuses 400 at `cursor`.
 */
export async function listAudit(ctx: ReadCtx, input: ListAudit): Promise<AuditPage> {
  const { auditEntry, appUser } = ctx.t;
  const rows = await ctx.db
    .select({
      id: auditEntry.id,
      at: auditEntry.at,
      userId: appUser.publicId,
      userName: appUser.name,
      action: auditEntry.action,
      entity: auditEntry.entity,
      entityId: auditEntry.entityId,
      before: auditEntry.before,
      after: auditEntry.after,
      reason: auditEntry.reason,
      requestId: auditEntry.requestId,
    })
    .from(auditEntry)
    .leftJoin(appUser, eq(appUser.id, auditEntry.userId))
    .where(
      and(
        input.entity === undefined ? undefined : eq(auditEntry.entity, input.entity),
        input.entityId === undefined ? undefined : eq(auditEntry.entityId, input.entityId),
        input.action === undefined ? undefined : eq(auditEntry.action, input.action),
        input.userId === undefined ? undefined : sql`${appUser.publicId} = ${input.userId}`,
        input.cursor === undefined
          ? undefined
          : lt(auditEntry.id, decodeCursor(input.cursor, ["number"])[0]),
      ),
    )
    .orderBy(desc(auditEntry.id))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ id, at, userId, userName, before, after, ...row }) => ({
      ...row,
      before: withShownCosts(ctx, before),
      after: withShownCosts(ctx, after),
      id: String(id),
      at: isoInstant(at),
      user: userId === null || userName === null ? null : { id: userId, name: userName },
    }),
    (row) => [row.id],
  );
}
