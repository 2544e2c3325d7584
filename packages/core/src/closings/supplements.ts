/** Closing reports of documents that arrived after the closing of their session. */
import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { ZERO_MINOR } from "@daybook/contract/money";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import type { DrawerRow } from "../drawers/drawer-rows.ts";
import { insertClosing } from "./insert-closing.ts";

/**
 * Writes a numbered supplement for each session with late documents that none has yet: of a drawer, held alone, and of
 * all deactivated drawers, which nobody opens again. Every opening, closing and deactivation of a drawer does this.
 */
export async function addSupplements(ctx: WriteCtx, drawer: DrawerRow): Promise<void> {
  await addSupplementsOf(ctx, drawer);
  for (const other of await deactivatedWithLate(ctx)) {
    if (other.id === drawer.id) continue;
    await ctx.dialect.lockDrawer(ctx, other.id, "alone");
    await addSupplementsOf(ctx, other);
  }
}

async function addSupplementsOf(ctx: WriteCtx, drawer: DrawerRow): Promise<void> {
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

/** Deactivated drawers with late documents, in the order in which drawers are locked. */
async function deactivatedWithLate({ db, t }: ReadCtx): Promise<DrawerRow[]> {
  const { cashDrawer, drawerSession, sale } = t;
  const rows = await db
    .selectDistinct({ drawer: cashDrawer })
    .from(cashDrawer)
    .innerJoin(drawerSession, eq(drawerSession.drawerId, cashDrawer.id))
    .innerJoin(sale, and(eq(sale.sessionId, drawerSession.id), sql`${sale.late}`))
    .where(isNotNull(cashDrawer.deactivatedAt))
    .orderBy(cashDrawer.id);
  return rows.map(({ drawer }) => drawer);
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
