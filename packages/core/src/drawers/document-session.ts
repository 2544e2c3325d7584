/** The session of a drawer that the cash of a document belongs to. */
import { and, asc, desc, eq, isNull, lte, sql } from "drizzle-orm";
import type { TenderKind } from "@daybook/contract/tenders";
import { prepared } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { refuseMoreThanExpected } from "./expected-cash.ts";

/** Where the cash of a document belongs. `late` documents arrived after the closing of their session. */
export interface DocumentSession {
  readonly sessionId: number | null;
  readonly late: boolean;
}

const NONE: DocumentSession = { sessionId: null, late: false };

/** Whether documents can still be added to a session. It stays so until the end of the transaction. */
export async function isSessionOpen(ctx: WriteCtx, sessionId: number): Promise<boolean> {
  return (await holdIfOpen(ctx, sessionId, "shared")) !== null;
}

/**
 * The same for a document that takes cash out of the drawer. Refuses 422 `not_enough_cash` for cash that it does not
 * have.
 */
export async function isSessionOpenFor(
  ctx: WriteCtx,
  sessionId: number,
  cash: DocumentCash,
): Promise<boolean> {
  const drawer = await holdIfOpen(ctx, sessionId, lockFor(cash));
  if (drawer !== null) await refuseMissingCash(ctx, drawer, sessionId, cash);
  return drawer !== null;
}

/** The drawer of a session, held, if that is still its open one. */
async function holdIfOpen(ctx: WriteCtx, sessionId: number, mode: "shared" | "alone") {
  const session = await sessionById(ctx, sessionId);
  if (session === undefined) return null;
  const drawer = await hold(ctx, session.drawerId, mode);
  return drawer.openSessionId === sessionId ? drawer : null;
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
  active: db
    .select({ id: t.cashDrawer.id })
    .from(t.cashDrawer)
    .where(isNull(t.cashDrawer.deactivatedAt))
    .limit(1)
    .prepare(),
  firstOpening: db
    .select({ at: t.drawerSession.openedAt })
    .from(t.drawerSession)
    .orderBy(asc(t.drawerSession.id))
    .limit(1)
    .prepare(),
}));

/** The till of a document and the drawer that it has now. The till is locked. */
export interface TillOfDocument {
  readonly deviceId: number;
  readonly drawerId: number | null;
}

/** The cash that a document moves. */
export interface DocumentCash {
  /** Into the drawer; below zero out of it. */
  readonly cashMinor: number;
  /** The field of the input that a refusal about it is for. */
  readonly path: string;
  /** When the till took the sale, if the server was away then. */
  readonly replayedAt?: number | null;
}

interface PaymentOfDocument {
  readonly tender: { readonly kind: TenderKind };
  readonly tenderedMinor: number;
  readonly changeMinor: number;
}

/** The cash that these payments have, less the change. */
export function cashIn(payments: readonly PaymentOfDocument[]): number {
  return payments.reduce(
    (sum, { tender, tenderedMinor, changeMinor }) =>
      tender.kind === "cash" ? sum + tenderedMinor - changeMinor : sum,
    0,
  );
}

/**
 * The open session of the till's drawer; none for a till without a drawer. A sale that the till took while the server
 * was away belongs to the session of that moment, `replayedAt`. Refuses 409 `drawer_closed` for any other document at a
 * till whose drawer is closed, 422 `not_enough_cash` for cash that the drawer does not have, and 403 `no_drawer` as
 * `refuseCashOutside` does.
 */
export async function sessionOfDocument(
  ctx: WriteCtx,
  till: TillOfDocument,
  cash: DocumentCash,
): Promise<DocumentSession> {
  const { replayedAt = null } = cash;
  if (replayedAt !== null) return sessionOfMoment(ctx, till, replayedAt, cash);
  const { drawerId } = till;
  if (drawerId === null) {
    await refuseCashOutside(ctx, cash);
    return NONE;
  }
  const drawer = await hold(ctx, drawerId, lockFor(cash));
  if (drawer.openSessionId === null) throw refuse("drawer_closed", { name: drawer.name });
  await refuseMissingCash(ctx, drawer, drawer.openSessionId, cash);
  return { sessionId: drawer.openSessionId, late: false };
}

/**
 * Cash that is in no drawer is in no closing report. So where the shop has drawers, only someone who may see what is in
 * them takes or pays out cash without one. Refuses 403 `no_drawer` at the field of the payments, but not for a sale from
 * before the first drawer was opened.
 */
export async function refuseCashOutside(
  ctx: WriteCtx,
  { cashMinor, path, replayedAt = null }: DocumentCash,
): Promise<void> {
  if (cashMinor === 0 || ctx.actor.permissions.has("drawers.read")) return;
  const [active] = await finding(ctx).active.execute({});
  if (active === undefined) return;
  if (replayedAt !== null) {
    const [first] = await finding(ctx).firstOpening.execute({});
    if (first === undefined || replayedAt < first.at) return;
  }
  throw refuse("no_drawer", {}, path);
}

/**
 * The session of that moment in the drawer that the till had then. If it is closed by now, or the drawer was closed at that moment, the sale is late. Before the first
 * opening of the drawer it belongs to none: the float that was counted then has its cash.
 */
async function sessionOfMoment(
  ctx: WriteCtx,
  { deviceId }: TillOfDocument,
  at: number,
  cash: DocumentCash,
): Promise<DocumentSession> {
  const [then] = await finding(ctx).drawerThen.execute({ deviceId, at });
  const drawerId = then?.drawerId ?? null;
  if (drawerId === null) {
    await refuseCashOutside(ctx, cash);
    return NONE;
  }
  const { openSessionId } = await hold(ctx, drawerId, "shared");
  const [before] = await finding(ctx).before.execute({ drawerId, at });
  if (before === undefined) return NONE;
  return { sessionId: before.id, late: before.id !== openSessionId };
}

/** Cash that leaves is compared with what is there, so nothing else may move cash of the drawer at the same time. */
const lockFor = ({ cashMinor }: DocumentCash): "shared" | "alone" =>
  cashMinor < 0 ? "alone" : "shared";

async function hold(ctx: WriteCtx, drawerId: number, mode: "shared" | "alone") {
  await ctx.dialect.lockDrawer(ctx, drawerId, mode);
  const [drawer] = await finding(ctx).drawer.execute({ drawerId });
  assert(drawer !== undefined, "a drawer is never deleted");
  return { ...drawer, id: drawerId };
}

/** Change and refunds are paid from what the drawer has. Refuses 422 `not_enough_cash`. */
async function refuseMissingCash(
  ctx: WriteCtx,
  drawer: { readonly id: number; readonly name: string },
  sessionId: number,
  { cashMinor, path }: DocumentCash,
): Promise<void> {
  if (cashMinor >= 0) return;
  const session = await sessionById(ctx, sessionId);
  assert(session !== undefined, "a drawer names a session");
  await refuseMoreThanExpected(ctx, { session, drawer, amountMinor: -cashMinor, path });
}

async function sessionById({ db, t: { drawerSession } }: WriteCtx, id: number) {
  const [session] = await db.select().from(drawerSession).where(eq(drawerSession.id, id));
  return session;
}
