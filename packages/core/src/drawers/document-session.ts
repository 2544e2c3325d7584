/** The session of a drawer that the cash of a document belongs to. */
import { and, desc, eq, lte, sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";

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
  drawerThen: db
    .select({ drawerId: t.tillDrawer.drawerId })
    .from(t.tillDrawer)
    .where(
      and(
        eq(t.tillDrawer.deviceId, sql.placeholder("deviceId")),
        lte(t.tillDrawer.since, sql.placeholder("at")),
      ),
    )
    .orderBy(desc(t.tillDrawer.since), desc(t.tillDrawer.id))
    .limit(1)
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

/** The till of a document and the drawer that it has now. The till is locked. */
export interface TillOfDocument {
  readonly deviceId: number;
  readonly drawerId: number | null;
}

/**
 * The open session of the till's drawer; none for a till without a drawer. A sale that the till took while the server
 * was away belongs to the session of that moment, `replayedAt`. Refuses 409 `drawer_closed` for any other document at a
 * till whose drawer is closed.
 */
export async function sessionOfDocument(
  ctx: WriteCtx,
  till: TillOfDocument,
  replayedAt: number | null = null,
): Promise<DocumentSession> {
  if (replayedAt !== null) return sessionOfMoment(ctx, till, replayedAt);
  const { drawerId } = till;
  if (drawerId === null) return NONE;
  const drawer = await holdShared(ctx, drawerId);
  if (drawer.openSessionId === null) throw refuse("drawer_closed", { name: drawer.name });
  return { sessionId: drawer.openSessionId, late: false };
}

/**
 * The session of that moment in the drawer that the till had then. If it is closed by now, or the drawer was closed at that moment, the sale is late. Before the first
 * opening of the drawer it belongs to none: the float that was counted then has its cash.
 */
async function sessionOfMoment(
  ctx: WriteCtx,
  { deviceId }: TillOfDocument,
  at: number,
): Promise<DocumentSession> {
  const [then] = await finding(ctx).drawerThen.execute({ deviceId, at });
  const drawerId = then?.drawerId ?? null;
  if (drawerId === null) return NONE;
  const { openSessionId } = await holdShared(ctx, drawerId);
  const [before] = await finding(ctx).before.execute({ drawerId, at });
  if (before === undefined) return NONE;
  return { sessionId: before.id, late: before.id !== openSessionId };
}

async function holdShared(ctx: WriteCtx, drawerId: number) {
  await ctx.dialect.lockDrawer(ctx, drawerId, "shared");
  const [drawer] = await finding(ctx).drawer.execute({ drawerId });
  assert(drawer !== undefined, "a drawer is never deleted");
  return drawer;
}
