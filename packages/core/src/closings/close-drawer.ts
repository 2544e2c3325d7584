import { and, desc, eq, max, sql } from "drizzle-orm";
import { plainText } from "@daybook/contract/fold";
import type { CloseDrawer, Closing, SessionReport } from "@daybook/contract/drawers";
import type { ClosingId } from "@daybook/contract/ids";
import { minor, ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { settleApproval, spendApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { needsOfDifference } from "../approvals/needs.ts";
import type { WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { holdOpenSession, setOpenSession } from "../drawers/drawer-rows.ts";
import type { SessionOfDrawer } from "../drawers/drawer-rows.ts";
import { insertedRow } from "../records/versions.ts";
import { getShop } from "../settings/shop.ts";
import { recordAudit } from "../writes/audit.ts";
import { toClosing } from "./closings.ts";
import type { ClosingBody, ClosingRow } from "./closings.ts";
import { sealOf } from "./seal.ts";
import { expectedLines, lastCount, toCountLine } from "./count-drawer.ts";
import { grandTotals, lastDocumentOf, MAIN_PART, sessionReport } from "./session-report.ts";
import type { Part } from "./session-report.ts";

/**
 * Closes a drawer by its last count: writes the numbered closing report, leaves `leftMinor` in the drawer and puts the
 * rest into the safe. A difference of any count never prevents a closing; it needs a reason, and above the limit of
 * the role an approval. Late sales of earlier sessions get a supplement each.
 *
 * Refuses 404 and 409 `drawer_closed` at `sessionId`, 404 at `countId`, 409 `changed_since_count` there if something was
 * paid since, 422 `not_enough_cash` at `leftMinor`, 422 `difference_needs_reason` and 403 `needs_approval` at `reason`,
 * and 409 `approval_invalid`.
 */
export async function closeDrawer(ctx: WriteCtx, input: CloseDrawer): Promise<Closing> {
  const { held, counted, lines, largestMinor } = await differencesOf(ctx, input);
  const cash = lines.find(({ tender }) => tender === CASH);
  assert(cash !== undefined, "every count has cash");
  if (input.leftMinor > cash.countedMinor) throw refuse("not_enough_cash", {}, "leftMinor");
  if (largestMinor > 0 && plainText(input.reason) === "")
    throw refuse("difference_needs_reason", {}, "reason");
  const approval = await settleApproval(ctx, {
    asked: { action: "drawers.close", input },
    needs: await needsOfDifference(ctx, largestMinor),
  });
  await spendApproval(ctx, approval, null);
  const row = await insertClosing(ctx, held, MAIN_PART, {
    countId: counted.count.id,
    main: null,
    leftMinor: input.leftMinor,
    toSafeMinor: minor(cash.countedMinor - input.leftMinor),
    reason: input.reason,
    approvedBy: approval?.by.name ?? null,
    counts: lines,
  });
  await setOpenSession(ctx, held.drawer.id, null);
  await addSupplements(ctx, held);
  return toClosing(ctx, row);
}

/** What someone asks who needs an approval to close a drawer. Refuses as `closeDrawer` does about the count. */
export async function askOfClosing(ctx: WriteCtx, input: CloseDrawer): Promise<Asked> {
  const { largestMinor } = await differencesOf(ctx, input);
  const needs = await needsOfDifference(ctx, largestMinor);
  return { needs, amountMinor: largestMinor, receiptNumber: null };
}

async function differencesOf(ctx: WriteCtx, input: CloseDrawer) {
  const held = await holdOpenSession(ctx, input.sessionId, "alone");
  const counted = await checkedCount(ctx, held, input);
  const lines = counted.lines.map(toCountLine);
  return { held, counted, lines, largestMinor: await largestDifference(ctx, held.session.id) };
}

/**
 * The largest difference of all counts of a session, over or short: a count says what was expected, so a second one
 * must not make the first one undone.
 */
async function largestDifference(ctx: WriteCtx, sessionId: number): Promise<Minor> {
  const { cashCount, cashCountLine } = ctx.t;
  const [found] = await ctx.db
    .select({
      largest:
        sql`coalesce(max(abs(${cashCountLine.countedMinor} - ${cashCountLine.expectedMinor})), 0)`.mapWith(
          Number,
        ),
    })
    .from(cashCountLine)
    .innerJoin(cashCount, eq(cashCount.id, cashCountLine.countId))
    .where(eq(cashCount.sessionId, sessionId));
  return minor(found?.largest ?? 0);
}

/** The count to close by, which must be the last one and still true. */
async function checkedCount(ctx: WriteCtx, held: SessionOfDrawer, { countId }: CloseDrawer) {
  const counted = await lastCount(ctx, held.session.id);
  if (counted?.count.publicId !== countId)
    throw refuse("not_found", { entity: "cashCount", id: countId }, "countId");
  const expected = await expectedLines(ctx, held);
  const isSame = expected.every(({ tender, expectedMinor }) =>
    counted.lines.some((line) => line.tender === tender && line.expectedMinor === expectedMinor),
  );
  if (!isSame) throw refuse("changed_since_count", {}, "countId");
  return counted;
}

/** The late documents of earlier sessions of this drawer that no supplement has yet. */
async function addSupplements(ctx: WriteCtx, { drawer }: SessionOfDrawer): Promise<void> {
  const { sale, drawerSession, closing } = ctx.t;
  const late = await ctx.db
    .select({ session: drawerSession, last: max(sale.id) })
    .from(sale)
    .innerJoin(drawerSession, eq(drawerSession.id, sale.sessionId))
    .where(and(eq(drawerSession.drawerId, drawer.id), eq(sale.late, true)))
    .groupBy(drawerSession.id)
    .orderBy(drawerSession.id);
  for (const { session, last } of late) {
    const closings = await ctx.db
      .select()
      .from(closing)
      .where(eq(closing.sessionId, session.id))
      .orderBy(desc(closing.id));
    const main = closings.find(({ supplementOf }) => supplementOf === null);
    const before = closings.find(({ supplementOf }) => supplementOf !== null);
    const part = { late: true, afterId: before?.lastSaleId ?? 0 };
    if (main === undefined || Number(last) <= part.afterId) continue;
    await insertClosing(ctx, { session, drawer }, part, {
      countId: null,
      main,
      leftMinor: ZERO_MINOR,
      toSafeMinor: ZERO_MINOR,
      reason: "",
      approvedBy: null,
      counts: [],
    });
  }
}

interface NewClosing extends Pick<
  ClosingBody,
  "counts" | "leftMinor" | "toSafeMinor" | "reason" | "approvedBy"
> {
  readonly countId: number | null;
  /** The closing that this one completes. */
  readonly main: Pick<ClosingRow, "id" | "number"> | null;
}

/**
 * Cash counted less cash expected. The cash of late documents was in the drawer when it was counted, so a supplement
 * takes it off again.
 */
function differenceOf(counts: ClosingBody["counts"], report: SessionReport): Minor {
  const cash = counts.find(({ tender }) => tender === CASH);
  return cash?.differenceMinor ?? minor(-report.expectedCashMinor);
}

/** The id under which the numbers of closings are locked; the safe has 0, drawers have ids from 1. */
const NUMBERS = -1;

async function insertClosing(
  ctx: WriteCtx,
  held: SessionOfDrawer,
  part: Part,
  { countId, main, ...fields }: NewClosing,
): Promise<ClosingRow> {
  const { closing } = ctx.t;
  // Before anything is read, so that the figures of each number include those of the number before.
  await ctx.dialect.lockDrawer(ctx, NUMBERS, "alone");
  const [last] = await ctx.db.select().from(closing).orderBy(desc(closing.number)).limit(1);
  const number = (last?.number ?? 0) + 1;
  const previousHash = last?.hash ?? "";
  const report = await sessionReport(ctx, held, part);
  const body: ClosingBody = {
    ...fields,
    number,
    drawer: report.drawer,
    supplementOf: main?.number ?? null,
    businessDate: report.businessDate,
    openedAt: report.openedAt,
    closedAt: isoInstant(ctx.now),
    closedBy: ctx.actor.name,
    differenceMinor: differenceOf(fields.counts, report),
    report,
    grandTotals: await grandTotals(ctx),
  };
  const text = JSON.stringify(body);
  const publicId = newId<ClosingId>(ctx.now);
  const rows = await ctx.db
    .insert(closing)
    .values({
      publicId,
      number,
      sessionId: held.session.id,
      countId,
      supplementOf: main?.id ?? null,
      differenceMinor: body.differenceMinor,
      leftMinor: body.leftMinor,
      toSafeMinor: body.toSafeMinor,
      reason: body.reason,
      approvedByName: body.approvedBy,
      identityId: (await getShop(ctx)).identity.id,
      businessDate: body.businessDate,
      closedAt: ctx.now,
      closedBy: ctx.actor.userId,
      closedByName: body.closedBy,
      lastSaleId: await lastDocumentOf(ctx, held.session, part),
      body: text,
      previousHash,
      hash: sealOf(previousHash, number, text),
    })
    .returning();
  const row = insertedRow(rows);
  await recordAudit(ctx, {
    action: "drawers.close",
    entity: "closing",
    entityId: publicId,
    after: {
      number,
      drawer: held.drawer.name,
      differenceMinor: row.differenceMinor,
      ...(row.approvedByName === null ? {} : { approvedBy: row.approvedByName }),
    },
    reason: row.reason,
  });
  ctx.changed("drawers", held.drawer.publicId, publicId);
  return row;
}
