/** Closing reports of documents that arrived after the closing of their session. */
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { ZERO_MINOR } from "@daybook/contract/money";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import type { DrawerRow } from "../drawers/drawer-rows.ts";
import { insertClosing } from "./insert-closing.ts";

/**
 * Writes a numbered supplement for each session of a drawer, held alone, with late documents that none has yet. Every
 * opening, closing and deactivation of the drawer does this.
 */
export async function addSupplements(ctx: WriteCtx, drawer: DrawerRow): Promise<void> {
  for (const { session, main, afterId } of await selectLate(ctx, drawer.id)) {
    await insertClosing(
      ctx,
      { session, drawer },
      { late: true, afterId },
      {
        countId: null,
        main,
        leftMinor: ZERO_MINOR,
        toSafeMinor: ZERO_MINOR,
        reason: "",
        approvedBy: null,
        counts: [],
      },
    );
  }
}

/** The closed sessions of a drawer with late documents after their last supplement, `afterId`. */
export function selectLate({ db, t }: ReadCtx, drawerId: number) {
  const { sale, drawerSession } = t;
  const main = alias(t.closing, "main");
  const supplement = alias(t.closing, "supplement");
  const afterId =
    sql<number>`coalesce((SELECT max(${supplement.lastSaleId}) FROM ${t.closing} supplement
    WHERE ${supplement.supplementOf} = ${main.id}), 0)`.mapWith(Number);
  return db
    .selectDistinct({
      session: drawerSession,
      main: { id: main.id, number: main.number },
      afterId,
    })
    .from(drawerSession)
    .innerJoin(main, and(eq(main.sessionId, drawerSession.id), isNull(main.supplementOf)))
    .innerJoin(sale, and(eq(sale.sessionId, drawerSession.id), sql`${sale.late}`))
    .where(and(eq(drawerSession.drawerId, drawerId), gt(sale.id, afterId)))
    .orderBy(drawerSession.id);
}
