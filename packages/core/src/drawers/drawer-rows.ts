/** The rows of drawers and their sessions. */
import { asc, eq, sql } from "drizzle-orm";
import type { DrawerId, DrawerSessionId } from "@daybook/contract/ids";
import { prepared } from "@daybook/db/statement";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { recordRows } from "../records/record-rows.ts";

export type DrawerRow = Tables["cashDrawer"]["$inferSelect"];
export type SessionRow = Tables["drawerSession"]["$inferSelect"];

const finding = prepared((db, t) => ({
  drawer: db
    .select()
    .from(t.cashDrawer)
    .where(eq(t.cashDrawer.publicId, sql.placeholder("publicId")))
    .prepare(),
  drawers: db.select().from(t.cashDrawer).orderBy(asc(t.cashDrawer.id)).prepare(),
  session: db
    .select({ session: t.drawerSession, drawer: t.cashDrawer })
    .from(t.drawerSession)
    .innerJoin(t.cashDrawer, eq(t.cashDrawer.id, t.drawerSession.drawerId))
    .where(eq(t.drawerSession.publicId, sql.placeholder("publicId")))
    .prepare(),
}));

export const drawerRows = recordRows<DrawerRow>("drawer", (tx) => finding(tx).drawer);

/** All drawers, active or not, in the order of their creation. */
export function selectDrawers(tx: ReadTx): Promise<DrawerRow[]> {
  return finding(tx).drawers.execute({});
}

/** A session with its drawer. */
export interface SessionOfDrawer {
  readonly session: SessionRow;
  readonly drawer: DrawerRow;
}

/** Refuses 404 `not_found` at `sessionId`. */
export async function getSession(tx: ReadTx, id: DrawerSessionId): Promise<SessionOfDrawer> {
  const [found] = await finding(tx).session.execute({ publicId: id });
  if (found === undefined) throw refuse("not_found", { entity: "drawerSession", id }, "sessionId");
  return found;
}

/**
 * An open session, held until the end of the transaction: `shared` with others that only add to it, `alone` to count or
 * close it. Refuses 404 `not_found` and 409 `drawer_closed` at `sessionId`.
 */
export async function holdOpenSession(
  ctx: WriteCtx,
  id: DrawerSessionId,
  mode: "shared" | "alone",
): Promise<SessionOfDrawer> {
  const before = await getSession(ctx, id);
  await ctx.dialect.lockDrawer(ctx, before.drawer.id, mode);
  const now = await getSession(ctx, id);
  if (now.drawer.openSessionId !== now.session.id)
    throw refuse("drawer_closed", { name: now.drawer.name }, "sessionId");
  return now;
}

/** The drawer, held alone. Refuses 404 `not_found` and 409 `inactive` at `path`. */
export async function holdDrawer(ctx: WriteCtx, id: DrawerId, path: string): Promise<DrawerRow> {
  const before = await drawerRows.getActive(ctx, id, path);
  await ctx.dialect.lockDrawer(ctx, before.id, "alone");
  return drawerRows.getActive(ctx, id, path);
}

/**
 * Refuses 409 `drawer_open` at `path` while any drawer is open: what its report will show must not change under it.
 */
export async function refuseWhileOpen(ctx: WriteCtx, path: string): Promise<void> {
  for (const { id } of await selectDrawers(ctx)) await ctx.dialect.lockDrawer(ctx, id, "alone");
  const open = (await selectDrawers(ctx)).find(({ openSessionId }) => openSessionId !== null);
  if (open !== undefined) throw refuse("drawer_open", { name: open.name }, path);
}

const settingOpen = prepared((db, t) =>
  db
    .update(t.cashDrawer)
    .set({ openSessionId: sql`${sql.placeholder("sessionId")}` })
    .where(eq(t.cashDrawer.id, sql.placeholder("drawerId")))
    .returning({ id: t.cashDrawer.id })
    .prepare(),
);

/** Says which session of a held drawer is open; null closes it. */
export async function setOpenSession(
  ctx: WriteCtx,
  drawerId: number,
  sessionId: number | null,
): Promise<void> {
  const changed = await settingOpen(ctx).execute({ drawerId, sessionId });
  assert(changed.length === 1, "a drawer is never deleted");
}
