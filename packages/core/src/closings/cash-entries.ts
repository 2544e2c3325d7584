/** Cash that moves without a sale, and the safe. */
import { and, desc, eq, gte, lt, lte, sql } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { CashEntryKind } from "@daybook/contract/cash-entry-kinds";
import { INTO_DRAWER, INTO_SAFE } from "@daybook/contract/drawers";
import type {
  CashEntry,
  CashEntryPage,
  DepositCash,
  ListCashEntries,
  MoveCash,
  Safe,
} from "@daybook/contract/drawers";
import type { CashEntryId } from "@daybook/contract/ids";
import { minor, MOST_DOCUMENT_MINOR, shownMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { expectedCash, refuseMoreThanExpected } from "../drawers/expected-cash.ts";
import type { RefusedCash } from "../drawers/expected-cash.ts";
import { getSession, holdOpenSession } from "../drawers/drawer-rows.ts";
import type { SessionRow } from "../drawers/drawer-rows.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { insertedRow } from "../records/versions.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { getShop } from "../settings/shop.ts";
import { insertTillEvents } from "../tills/till-events.ts";
import { recordAudit } from "../writes/audit.ts";
import { refuseRevokedTill } from "../tills/tills.ts";

type EntryRow = Tables["cashEntry"]["$inferSelect"];

/**
 * Puts cash into an open drawer or takes it out. Refuses 404 and 409 `drawer_closed` at `sessionId`, 422
 * `not_enough_cash` at `amountMinor` if the drawer, or the safe for a top-up, holds less.
 */
export async function moveCash(ctx: WriteCtx, input: MoveCash): Promise<CashEntry> {
  refuseRevokedTill(ctx);
  const held = await holdOpenSession(ctx, input.sessionId, "alone");
  const { kind, amountMinor, category, reason } = input;
  if (kind === "pay_out" || kind === "drop")
    await refuseMoreThanExpected(ctx, { ...held, amountMinor, path: "amountMinor" });
  if (kind === "top_up") refuseMoreThanSafe(amountMinor, await holdSafe(ctx));
  if (INTO_DRAWER[kind] > 0) await refuseUncountable(ctx, held.session, amountMinor);
  const values = { kind, amountMinor, category, reason, reference: "", sessionId: held.session.id };
  return toEntry(await insertEntry(ctx, values, held.drawer.name), held.drawer.name);
}

/** A drawer with more than a count can say could never be closed. Refuses 422 `too_large` at `amountMinor`. */
async function refuseUncountable(
  ctx: ReadCtx,
  session: SessionRow,
  amountMinor: number,
): Promise<void> {
  if ((await expectedCash(ctx, session)) + amountMinor > MOST_DOCUMENT_MINOR)
    throw refuse("too_large", {}, "amountMinor");
}

/**
 * Records in the till journal that someone who may not see what is in a drawer was refused cash: a refusal says that
 * there is less, so the number of attempts is in the closing report. A refused write leaves no trace, so this is one of
 * its own.
 */
export async function recordRefusedCash(
  ctx: WriteCtx,
  { drawerId, drawer, amountMinor }: RefusedCash,
): Promise<void> {
  if (ctx.actor.permissions.has("drawers.read")) return;
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  const event = {
    key: newId(ctx.now),
    kind: "cash_refused" as const,
    occurredAt: ctx.now,
    businessDate,
    amountMinor: minor(amountMinor),
    saleId: null,
    detail: drawer,
  };
  await insertTillEvents(ctx, await journalDeviceOf(ctx, drawerId), [event]);
  ctx.changed("tillEvents");
}

/** The journal of the caller's till, or of another till of the drawer, so that the report of this drawer has it. */
async function journalDeviceOf(ctx: WriteCtx, drawerId: number): Promise<number> {
  const { device } = ctx.t;
  const tills = await ctx.db
    .select({ id: device.id })
    .from(device)
    .where(eq(device.drawerId, drawerId))
    .orderBy(device.id);
  const till = tills.find(({ id }) => id === ctx.actor.deviceId) ?? tills[0];
  return till?.id ?? ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID;
}

/**
 * Takes cash from the safe to the bank, with the number of its slip. Refuses 422 `not_enough_cash` at `amountMinor` if
 * the safe holds less.
 */
export async function depositCash(ctx: WriteCtx, input: DepositCash): Promise<CashEntry> {
  const { amountMinor, reason, reference } = input;
  refuseMoreThanSafe(amountMinor, await holdSafe(ctx));
  const values = { kind: "deposit" as const, amountMinor, category: "", reason, reference };
  return toEntry(await insertEntry(ctx, { ...values, sessionId: null }, null), null);
}

function refuseMoreThanSafe(amountMinor: number, thereMinor: number): void {
  if (amountMinor > thereMinor) throw refuse("not_enough_cash", { of: "safe" }, "amountMinor");
}

async function insertEntry(
  ctx: WriteCtx,
  values: Pick<
    EntryRow,
    "kind" | "amountMinor" | "category" | "reason" | "reference" | "sessionId"
  >,
  drawer: string | null,
): Promise<EntryRow> {
  const rows = await ctx.db
    .insert(ctx.t.cashEntry)
    .values({
      ...values,
      publicId: newId<CashEntryId>(ctx.now),
      deviceId: ctx.actor.deviceId,
      userId: ctx.actor.userId,
      userName: ctx.actor.name,
      at: ctx.now,
      businessDate: businessTime(await getShop(ctx), ctx.now).businessDate,
    })
    .returning();
  const row = insertedRow(rows);
  await recordAudit(ctx, {
    action: values.kind === "deposit" ? "drawers.deposit" : "drawers.moveCash",
    entity: "cashEntry",
    entityId: row.publicId,
    after: {
      kind: row.kind,
      ...(drawer === null ? {} : { drawer }),
      amountMinor: row.amountMinor,
      ...(row.category === "" ? {} : { category: row.category }),
      ...(row.reference === "" ? {} : { reference: row.reference }),
    },
    reason: row.reason,
  });
  ctx.changed("drawers", row.publicId);
  return row;
}

/** The id under which the safe is locked; drawers have ids from 1. */
const SAFE = 0;

/** The cash in the safe, which is held until the end of the transaction. */
async function holdSafe(ctx: WriteCtx): Promise<Minor> {
  await ctx.dialect.lockDrawer(ctx, SAFE, "alone");
  return (await getSafe(ctx)).cashMinor;
}

/** The cash in the safe: drops and what closings put into it, less top-ups and deposits. */
export async function getSafe({ db, t }: ReadTx): Promise<Safe> {
  const moved = await db
    .select({
      kind: t.cashEntry.kind,
      sum: sql<number>`sum(${t.cashEntry.amountMinor})`.mapWith(Number),
    })
    .from(t.cashEntry)
    .groupBy(t.cashEntry.kind);
  const [closed] = await db
    .select({ sum: sql<number>`coalesce(sum(${t.closing.toSafeMinor}), 0)`.mapWith(Number) })
    .from(t.closing);
  const entries = moved.reduce((sum, row) => sum + INTO_SAFE[row.kind] * row.sum, 0);
  return { cashMinor: shownMinor(entries + (closed?.sum ?? 0)) };
}

/** Cash entries, newest first. Refuses 404 at `sessionId` and 400 at `cursor`. */
export async function listCashEntries(
  ctx: ReadCtx,
  input: ListCashEntries,
): Promise<CashEntryPage> {
  const { cashEntry, drawerSession, cashDrawer } = ctx.t;
  const session =
    input.sessionId === undefined ? undefined : (await getSession(ctx, input.sessionId)).session;
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["number"]);
  const rows = await ctx.db
    .select({ entry: cashEntry, drawer: cashDrawer.name })
    .from(cashEntry)
    .leftJoin(drawerSession, eq(drawerSession.id, cashEntry.sessionId))
    .leftJoin(cashDrawer, eq(cashDrawer.id, drawerSession.drawerId))
    .where(
      and(
        session === undefined ? undefined : eq(cashEntry.sessionId, session.id),
        input.kind === undefined ? undefined : eq(cashEntry.kind, input.kind),
        input.from === undefined ? undefined : gte(cashEntry.businessDate, input.from),
        input.to === undefined ? undefined : lte(cashEntry.businessDate, input.to),
        before === undefined ? undefined : lt(cashEntry.id, before),
      ),
    )
    .orderBy(desc(cashEntry.id))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ entry, drawer }) => toEntry(entry, drawer),
    ({ entry }) => [entry.id],
  );
}

function toEntry(row: EntryRow, drawer: string | null): CashEntry {
  const kind: CashEntryKind = row.kind;
  return {
    id: row.publicId,
    kind,
    drawer,
    amountMinor: minor(row.amountMinor),
    category: row.category,
    reason: row.reason,
    reference: row.reference,
    by: row.userName,
    at: isoInstant(row.at),
    businessDate: row.businessDate,
  };
}
