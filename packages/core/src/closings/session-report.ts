/** What happened in the session of a drawer: the figures of X and Z, added up from the documents. */
import { and, asc, eq, gt, max, min, not, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { leftOf } from "@daybook/contract/drawers";
import type { GetSession, GrandTotals, SessionReport } from "@daybook/contract/drawers";
import { minor, ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { DOCUMENT_KINDS } from "@daybook/contract/sale-basics";
import type { DocumentKind } from "@daybook/contract/sale-basics";
import { CASH } from "@daybook/contract/tenders";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { assert } from "../errors/domain-error.ts";
import { expectedCash } from "../drawers/expected-cash.ts";
import { getSession } from "../drawers/drawer-rows.ts";
import type { SessionOfDrawer, SessionRow } from "../drawers/drawer-rows.ts";
import { reportedShopOf } from "../settings/shop-identity.ts";
import { getShop } from "../settings/shop.ts";
import { countTillEvents } from "../tills/till-events.ts";
import type { JournalPart } from "../tills/till-events.ts";
import { exactSum } from "../sums/shown-sum.ts";
import { netSum, returnedSum, soldSum, voidedSum } from "../sums/sums-by-kind.ts";
import { findClosingOf } from "./closings.ts";
import { journalOf } from "./journal-of-drawer.ts";

/** The documents of a session: those before its closing, or the late ones after the internal id `afterId`. */
export interface Part {
  readonly late: boolean;
  readonly afterId: number;
}

export const MAIN_PART: Part = { late: false, afterId: 0 };

/**
 * The report of an open session so far (X), or what the closing report of a closed one says. Refuses 404 `not_found` at
 * `sessionId`.
 */
export async function getSessionReport(ctx: ReadCtx, input: GetSession): Promise<SessionReport> {
  const found = await getSession(ctx, input.sessionId);
  const closed = await findClosingOf(ctx, found.session.id);
  if (closed !== null) return closed.report;
  return sessionReport(ctx, found, MAIN_PART, await journalOf(ctx, found.drawer.id));
}

/**
 * The report of one part of a session, with these parts of the till journal. Cash entries and the float belong to the
 * main part.
 */
export async function sessionReport(
  ctx: ReadCtx,
  { session, drawer }: SessionOfDrawer,
  part: Part,
  journal: readonly JournalPart[],
): Promise<SessionReport> {
  const inPart = isIn(ctx, session, part);
  const tenders = await tendersOf(ctx, inPart);
  const entries = part.late ? [] : await entriesOf(ctx, session);
  const sums = await sumsOf(ctx, inPart);
  return {
    shop: reportedShopOf((await getShop(ctx)).identity),
    drawer: drawer.name,
    openedAt: isoInstant(session.openedAt),
    openedBy: session.openedByName,
    businessDate: session.businessDate,
    tills: await tillsOf(ctx, inPart),
    ...sums,
    taxes: await taxesOf(ctx, inPart),
    tenders,
    categories: await categoriesOf(ctx, inPart),
    sellers: await sellersOf(ctx, inPart),
    entries,
    events: await countTillEvents(ctx, journal),
    floatMinor: part.late ? ZERO_MINOR : session.floatMinor,
    overnightMinor: part.late ? ZERO_MINOR : minor(session.floatMinor - session.leftMinor),
    expectedCashMinor: part.late ? lateCash(tenders) : await expectedCash(ctx, session),
  };
}

/** The cash of late documents, which was in the drawer when it was counted. */
function lateCash(tenders: SessionReport["tenders"]): Minor {
  const cash = tenders.find(({ tender }) => tender === CASH);
  return cash === undefined ? ZERO_MINOR : leftOf(cash);
}

/** What each method has in an open session, and the cash that should be in the drawer now. */
export async function expectedMoney(
  ctx: ReadCtx,
  session: SessionRow,
): Promise<Pick<SessionReport, "tenders"> & { readonly cashMinor: Minor }> {
  const tenders = await tendersOf(ctx, isIn(ctx, session, MAIN_PART));
  return { tenders, cashMinor: await expectedCash(ctx, session) };
}

/** The internal id of the last document of a part; `afterId` if it has none. */
export async function lastDocumentOf(
  ctx: ReadCtx,
  session: SessionRow,
  part: Part,
): Promise<number> {
  const { sale } = ctx.t;
  const [found] = await ctx.db
    .select({ id: max(sale.id) })
    .from(sale)
    .where(isIn(ctx, session, part));
  return Number(found?.id ?? part.afterId);
}

/** The totals of all documents since the shop began. */
export async function grandTotals(ctx: ReadCtx): Promise<GrandTotals> {
  const { salesDaily } = ctx.t;
  const rows = await ctx.db
    .select({
      kind: salesDaily.kind,
      count: sql`sum(${salesDaily.documents})`.mapWith(Number),
      total: sql`sum(${salesDaily.totalMinor})`.mapWith(Number),
    })
    .from(salesDaily)
    .groupBy(salesDaily.kind);
  return totalsByKind(rows);
}

function isIn({ t }: ReadCtx, session: SessionRow, { late, afterId }: Part): SQL | undefined {
  const { sale } = t;
  // The column itself, so that the index of late documents is used.
  const isLate = late ? sql`${sale.late}` : not(sql`${sale.late}`);
  return and(eq(sale.sessionId, session.id), isLate, gt(sale.id, afterId));
}

/** Totals of every kind of documents; 0 for those without rows. */
export function totalsByKind(
  rows: readonly { readonly kind: DocumentKind; readonly count: number; readonly total: number }[],
): GrandTotals {
  const of = (kind: DocumentKind) => {
    const row = rows.find((one) => one.kind === kind);
    return { count: row?.count ?? 0, totalMinor: minor(row?.total ?? 0) };
  };
  const [sale, back, voided] = DOCUMENT_KINDS;
  return { [sale]: of(sale), [back]: of(back), [voided]: of(voided) };
}

async function sumsOf(ctx: ReadCtx, inPart: SQL | undefined) {
  const { sale } = ctx.t;
  const rows = await ctx.db
    .select({
      kind: sale.kind,
      count: sql`count(*)`.mapWith(Number),
      total: sql`sum(${sale.totalMinor})`.mapWith(Number),
    })
    .from(sale)
    .where(inPart)
    .groupBy(sale.kind);
  const [sums] = await ctx.db
    .select({
      discountMinor: soldSum(sale.kind, sale.discountMinor),
      roundingMinor: netSum(sale.kind, sale.roundingMinor),
    })
    .from(sale)
    .where(inPart);
  return {
    documents: totalsByKind(rows),
    ...(sums ?? { discountMinor: ZERO_MINOR, roundingMinor: ZERO_MINOR }),
  };
}

async function tillsOf(ctx: ReadCtx, inPart: SQL | undefined): Promise<SessionReport["tills"]> {
  const { sale, device } = ctx.t;
  const rows = await ctx.db
    .select({
      id: device.id,
      name: device.name,
      documents: sql`count(*)`.mapWith(Number),
      first: min(sale.deviceSeq),
      last: max(sale.deviceSeq),
    })
    .from(sale)
    .innerJoin(device, eq(device.id, sale.deviceId))
    .where(inPart)
    .groupBy(device.id, device.name)
    .orderBy(asc(device.id));
  const tills: SessionReport["tills"] = [];
  for (const { id, name, documents, first, last } of rows) {
    const [firstNumber, lastNumber] = [
      await receiptNumberOf(ctx, id, first),
      await receiptNumberOf(ctx, id, last),
    ];
    tills.push({ name, documents, firstNumber, lastNumber });
  }
  return tills;
}

/** The number as it was printed: the till may have begun another series since. */
async function receiptNumberOf({ db, t: { sale } }: ReadCtx, deviceId: number, seq: number | null) {
  const [found] = await db
    .select({ receiptNumber: sale.receiptNumber })
    .from(sale)
    .where(and(eq(sale.deviceId, deviceId), eq(sale.deviceSeq, seq ?? 0)));
  assert(found !== undefined, "it was just counted");
  return found.receiptNumber;
}

function taxesOf(ctx: ReadCtx, inPart: SQL | undefined): Promise<SessionReport["taxes"]> {
  const { sale, saleLine, saleLineTax, taxRate } = ctx.t;
  return ctx.db
    .select({
      name: taxRate.name,
      ppm: saleLineTax.ppm,
      baseMinor: netSum(sale.kind, saleLineTax.baseMinor),
      taxMinor: netSum(sale.kind, saleLineTax.taxMinor),
    })
    .from(sale)
    .innerJoin(saleLine, eq(saleLine.saleId, sale.id))
    .innerJoin(saleLineTax, eq(saleLineTax.lineId, saleLine.id))
    .innerJoin(taxRate, eq(taxRate.id, saleLineTax.taxRateId))
    .where(inPart)
    .groupBy(taxRate.id, taxRate.name, saleLineTax.ppm)
    .orderBy(asc(taxRate.id));
}

function tendersOf(ctx: ReadCtx, inPart: SQL | undefined): Promise<SessionReport["tenders"]> {
  const { sale, payment } = ctx.t;
  return ctx.db
    .select({
      tender: payment.tender,
      name: sql<string>`max(${payment.tenderName})`,
      kind: payment.tenderKind,
      takenMinor:
        sql`sum(CASE ${sale.kind} WHEN 'sale' THEN ${payment.amountMinor} ELSE 0 END)`.mapWith(
          exactSum,
        ),
      refundedMinor: returnedSum(sale.kind, payment.amountMinor),
      // The payments of a void are negative.
      voidedMinor: sql`-${voidedSum(sale.kind, payment.amountMinor)}`.mapWith(exactSum),
    })
    .from(sale)
    .innerJoin(payment, eq(payment.saleId, sale.id))
    .where(inPart)
    .groupBy(payment.tender, payment.tenderKind)
    .orderBy(asc(payment.tender));
}

function categoriesOf(ctx: ReadCtx, inPart: SQL | undefined): Promise<SessionReport["categories"]> {
  const { sale, saleLine, category } = ctx.t;
  return ctx.db
    .select({
      name: category.name,
      totalMinor:
        sql`sum(CASE ${sale.kind} WHEN 'sale' THEN 1 ELSE -1 END * (${saleLine.netMinor} + ${saleLine.taxMinor}))`.mapWith(
          exactSum,
        ),
    })
    .from(sale)
    .innerJoin(saleLine, eq(saleLine.saleId, sale.id))
    .leftJoin(category, eq(category.id, saleLine.categoryId))
    .where(inPart)
    .groupBy(category.id, category.name)
    .orderBy(sql`coalesce(${category.id}, 0)`);
}

function sellersOf(ctx: ReadCtx, inPart: SQL | undefined): Promise<SessionReport["sellers"]> {
  const { sale } = ctx.t;
  return ctx.db
    .select({
      name: sale.sellerName,
      count: sql`count(*)`.mapWith(Number),
      totalMinor: netSum(sale.kind, sale.totalMinor),
    })
    .from(sale)
    .where(inPart)
    .groupBy(sale.userId, sale.sellerName)
    .orderBy(asc(sale.userId), asc(sale.sellerName));
}

function entriesOf(ctx: ReadCtx, session: SessionRow): Promise<SessionReport["entries"]> {
  const { cashEntry } = ctx.t;
  return ctx.db
    .select({
      kind: cashEntry.kind,
      category: cashEntry.category,
      count: sql`count(*)`.mapWith(Number),
      totalMinor: sql`sum(${cashEntry.amountMinor})`.mapWith(exactSum),
    })
    .from(cashEntry)
    .where(eq(cashEntry.sessionId, session.id))
    .groupBy(cashEntry.kind, cashEntry.category)
    .orderBy(asc(cashEntry.kind), asc(cashEntry.category));
}
