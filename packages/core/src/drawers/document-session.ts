/** The session of a drawer that the cash of a document belongs to. */
import { and, desc, eq, lte, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";

/** Where the cash of a document belongs. `late` documents arrived after the closing of their session. */
export interface DocumentSession {
  readonly sessionId: number | null;
  readonly late: boolean;
}

const NONE: DocumentSession = { sessionId: null, late: false };

/** Whether documents can still be added to a session. It stays so until the end of the transaction. */
export async function isSessionOpen(ctx: WriteCtx, sessionId: number): Promise<boolean> {
  const { drawerSession } = ctx.t;
  const [session] = await ctx.db
    .select({ drawerId: drawerSession.drawerId })
    .from(drawerSession)
    .where(eq(drawerSession.id, sessionId));
  if (session === undefined) return false;
  await ctx.dialect.lockDrawer(ctx, session.drawerId, "shared");
  const [drawer] = await finding(ctx).drawer.execute({ drawerId: session.drawerId });
  return drawer?.openSessionId === sessionId;
}

const finding = prepared((db, t) => ({
  drawer: db
    .select({ name: t.cashDrawer.name, openSessionId: t.cashDrawer.openSessionId })
    .from(t.cashDrawer)
    .where(eq(t.cashDrawer.id, sql.placeholder("drawerId")))
    .prepare(),
  openedAt: db
    .select({ openedAt: t.drawerSession.openedAt })
    .from(t.drawerSession)
    .where(eq(t.drawerSession.id, sql.placeholder("sessionId")))
    .prepare(),
  before: db
    .select({ id: t.drawerSession.id })
    .from(t.drawerSession)
    .where(
      and(
        eq(t.drawerSession.drawerId, sql.placeholder("drawerId")),
        lte(t.drawerSession.openedAt, sql.placeholder("at")),
      ),
    )
    .orderBy(desc(t.drawerSession.id))
    .limit(1)
    .prepare(),
}));

/**
 * The open session of the till's drawer; none for a till without a drawer. A sale that a till took while the server was
 * away (`replayedAt`) belongs to the session of that moment, which may be closed by now, or else to the next one.
 * Refuses 409 `drawer_closed` for a sale at a till whose drawer is closed.
 */
export async function sessionOfDocument(
  ctx: WriteCtx,
  drawerId: number | null,
  replayedAt: number | null,
): Promise<DocumentSession> {
  if (drawerId === null) return NONE;
  await ctx.dialect.lockDrawer(ctx, drawerId, "shared");
  const [drawer] = await finding(ctx).drawer.execute({ drawerId });
  if (drawer === undefined) return NONE;
  const { name, openSessionId } = drawer;
  if (replayedAt === null) {
    if (openSessionId === null) throw refuse("drawer_closed", { name });
    return { sessionId: openSessionId, late: false };
  }
  if (openSessionId !== null) {
    const [open] = await finding(ctx).openedAt.execute({ sessionId: openSessionId });
    if (open !== undefined && open.openedAt <= replayedAt)
      return { sessionId: openSessionId, late: false };
  }
  const [before] = await finding(ctx).before.execute({ drawerId, at: replayedAt });
  if (before !== undefined) return { sessionId: before.id, late: true };
  return { sessionId: openSessionId, late: false };
}
