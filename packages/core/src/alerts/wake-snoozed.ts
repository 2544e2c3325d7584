import { and, eq, lte, sql } from "drizzle-orm";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { isoInstantOrNull } from "../context/instants.ts";

/**
 * Reactivates the alerts whose snooze has ended; recovered stock has already resolved its alerts. Returns their number.
 */
export async function wakeSnoozedAlerts(ctx: WriteCtx): Promise<number> {
  const { alert } = ctx.t;
  const due = await ctx.db
    .select({ id: alert.id, snoozedUntil: alert.snoozedUntil, version: alert.version })
    .from(alert)
    .where(and(eq(alert.status, "snoozed"), lte(alert.snoozedUntil, ctx.now)));
  let woken = 0;
  for (const { id, snoozedUntil, version } of due) {
    const [row] = await ctx.db
      .update(alert)
      .set({ status: "active", snoozedUntil: null, version: sql`${alert.version} + 1` })
      .where(and(eq(alert.id, id), eq(alert.status, "snoozed"), eq(alert.version, version)))
      .returning({ publicId: alert.publicId });
    if (row === undefined) continue;
    woken += 1;
    await recordAudit(ctx, {
      action: "alerts.wake",
      entity: "alert",
      entityId: row.publicId,
      before: { status: "snoozed", snoozedUntil: isoInstantOrNull(snoozedUntil) },
      after: { status: "active", snoozedUntil: null },
    });
    ctx.changed("alerts", row.publicId);
  }
  return woken;
}
