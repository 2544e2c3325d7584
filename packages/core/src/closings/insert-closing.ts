import { desc } from "drizzle-orm";
import type { SessionReport } from "@daybook/contract/drawers";
import type { ClosingId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import type { SessionOfDrawer } from "../drawers/drawer-rows.ts";
import { insertedRow } from "../records/versions.ts";
import { getShop } from "../settings/shop.ts";
import type { JournalPart } from "../tills/till-events.ts";
import { recordAudit } from "../writes/audit.ts";
import type { ClosingBody, ClosingRow } from "./closings.ts";
import { journalOf } from "./journal-of-drawer.ts";
import { sealOf } from "./seal.ts";
import { grandTotals, lastDocumentOf, sessionReport } from "./session-report.ts";
import type { Part } from "./session-report.ts";

export interface NewClosing extends Pick<
  ClosingBody,
  "counts" | "counting" | "leftMinor" | "toSafeMinor" | "reason" | "approvedBy"
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

/** Writes a numbered and sealed closing report of one part of a session, whose drawer is held alone. */
export async function insertClosing(
  ctx: WriteCtx,
  held: SessionOfDrawer,
  part: Part,
  { countId, main, ...fields }: NewClosing,
): Promise<ClosingRow> {
  const { closing } = ctx.t;
  // Before anything is read, so that the figures of each number include those of the number before.
  await ctx.dialect.lockDrawer(ctx, NUMBERS, "alone");
  const [before] = await ctx.db.select().from(closing).orderBy(desc(closing.number)).limit(1);
  const number = (before?.number ?? 0) + 1;
  const previousHash = before?.hash ?? "";
  const journal = part.late ? [] : await journalOf(ctx, held.drawer.id);
  const report = await sessionReport(ctx, held, part, journal);
  const shop = await getShop(ctx);
  const series = shop.closingSeries;
  const body: ClosingBody = {
    ...fields,
    number,
    series,
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
      series,
      sessionId: held.session.id,
      countId,
      supplementOf: main?.id ?? null,
      differenceMinor: body.differenceMinor,
      leftMinor: body.leftMinor,
      toSafeMinor: body.toSafeMinor,
      reason: body.reason,
      approvedByName: body.approvedBy,
      identityId: shop.identity.id,
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
  await keepJournal(ctx, row.id, journal);
  await recordAudit(ctx, {
    action: "drawers.close",
    entity: "closing",
    entityId: publicId,
    after: audited(row, held.drawer.name),
    reason: row.reason,
  });
  ctx.changed("drawers", held.drawer.publicId, publicId);
  return row;
}

function audited({ number, differenceMinor, approvedByName }: ClosingRow, drawer: string) {
  const approval = approvedByName === null ? {} : { approvedBy: approvedByName };
  return { number, drawer, differenceMinor, ...approval };
}

/** How far the journal is counted now: the next closing begins after it. */
async function keepJournal(
  ctx: WriteCtx,
  closingId: number,
  journal: readonly JournalPart[],
): Promise<void> {
  if (journal.length === 0) return;
  const rows = journal.map(({ deviceId, last }) => ({ deviceId, closingId, eventSeq: last }));
  await ctx.db.insert(ctx.t.closingTill).values(rows);
}
