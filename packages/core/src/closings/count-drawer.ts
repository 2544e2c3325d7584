import { desc, eq, sql } from "drizzle-orm";
import { leftOf } from "@daybook/contract/drawers";
import type { CashCount, CountDrawer, GetSession, LastCount } from "@daybook/contract/drawers";
import type { CashCountId, TenderId } from "@daybook/contract/ids";
import { minor, ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { getSession, holdOpenSession } from "../drawers/drawer-rows.ts";
import type { SessionOfDrawer, SessionRow } from "../drawers/drawer-rows.ts";
import { insertedRow } from "../records/versions.ts";
import { selectTenders } from "../tenders/tender-rows.ts";
import { recordAudit } from "../writes/audit.ts";
import { findListedClosingOf } from "./closings.ts";
import { causesOf } from "./difference-causes.ts";
import { expectedMoney } from "./session-report.ts";
import { refuseRevokedTill } from "../tills/tills.ts";

export type CountRow = Tables["cashCount"]["$inferSelect"];
type LineRow = Tables["cashCountLine"]["$inferSelect"];
type CountedLine = Pick<LineRow, "tender" | "tenderName" | "countedMinor" | "expectedMinor">;

/** What a method should have in the drawer. */
export interface ExpectedLine {
  readonly tender: TenderId;
  readonly name: string;
  readonly expectedMinor: Minor;
}

/**
 * Saves a count of everything in an open drawer, and only then says what was expected, with likely causes of a
 * difference. Refuses 404 and 409 `drawer_closed` at `sessionId`, 404 at `others.N.tender`, and 422 `count_incomplete` at
 * `others.N.countedMinor`, or `others`, for a method that was used and is counted, but has no total.
 */
export async function countDrawer(ctx: WriteCtx, input: CountDrawer): Promise<CashCount> {
  refuseRevokedTill(ctx);
  const held = await holdOpenSession(ctx, input.sessionId, "alone");
  const expected = await expectedLines(ctx, held);
  const counted = await countedLines(ctx, input);
  for (const { tender, name } of expected)
    if (!counted.has(tender))
      throw refuse("count_incomplete", { tender, name }, fieldOf(tender, input));
  const rows = await ctx.db
    .insert(ctx.t.cashCount)
    .values({
      publicId: newId<CashCountId>(ctx.now),
      sessionId: held.session.id,
      countedBy: ctx.actor.userId,
      countedByName: ctx.actor.name,
      at: ctx.now,
      pieces: input.pieces ?? null,
    })
    .returning();
  const count = insertedRow(rows);
  const lines = [...counted.entries()].map(([tender, { name, countedMinor }]) => ({
    countId: count.id,
    tender,
    tenderName: name,
    countedMinor,
    expectedMinor: expected.find((one) => one.tender === tender)?.expectedMinor ?? ZERO_MINOR,
  }));
  await ctx.db.insert(ctx.t.cashCountLine).values(lines);
  await recordAudit(ctx, {
    action: "drawers.count",
    entity: "cashCount",
    entityId: count.publicId,
    after: { drawer: held.drawer.name, lines: lines.map(toCountLine) },
  });
  ctx.changed("drawers", held.drawer.publicId);
  return toCashCount(ctx, held.session, { count, lines });
}

/**
 * The last count of a session, so that another device can go on with it; it tells nothing before the first one. Refuses
 * 404 at `sessionId`.
 */
export async function getLastCount(ctx: ReadCtx, { sessionId }: GetSession): Promise<LastCount> {
  const held = await getSession(ctx, sessionId);
  const last = await lastCount(ctx, held.session.id);
  return {
    drawerId: held.drawer.publicId,
    count: last === null ? null : await toCashCount(ctx, held.session, last),
    changedSince: last !== null && !(await isStillTrue(ctx, held, last)),
    closing: await findListedClosingOf(ctx, held.session.id),
  };
}

async function toCashCount(
  ctx: ReadCtx,
  session: SessionRow,
  { count, lines }: SavedCount<CountedLine>,
): Promise<CashCount> {
  const shown = lines.map(toCountLine);
  return {
    id: count.publicId,
    at: isoInstant(count.at),
    by: count.countedByName,
    pieces: count.pieces,
    lines: shown,
    causes: await causesOf(ctx, session, shown),
    largestDifferenceMinor: await largestDifference(ctx, session),
  };
}

/** Whether every method should still have what it should have when it was counted. */
export async function isStillTrue(
  ctx: ReadCtx,
  held: SessionOfDrawer,
  { lines }: SavedCount,
): Promise<boolean> {
  const expected = await expectedLines(ctx, held);
  return expected.every(({ tender, expectedMinor }) =>
    lines.some((line) => line.tender === tender && line.expectedMinor === expectedMinor),
  );
}

/**
 * The largest difference of a session, over or short: overnight, or of any count. A count says what was expected, so a
 * second one must not make the first one undone.
 */
export async function largestDifference(ctx: ReadCtx, session: SessionRow): Promise<Minor> {
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
    .where(eq(cashCount.sessionId, session.id));
  const overnightMinor = Math.abs(session.floatMinor - session.leftMinor);
  return minor(Math.max(found?.largest ?? 0, overnightMinor));
}

/** What every counted method should have: cash, and the others that were used in the session. */
export async function expectedLines(ctx: ReadCtx, held: SessionOfDrawer): Promise<ExpectedLine[]> {
  const { tenders, cashMinor } = await expectedMoney(ctx, held.session);
  const methods = await selectTenders(ctx);
  return methods.flatMap(({ publicId: tender, name, countedAtClose }): ExpectedLine[] => {
    if (tender === CASH) return [{ tender, name, expectedMinor: cashMinor }];
    const used = tenders.find((one) => one.tender === tender);
    if (used === undefined || !countedAtClose) return [];
    return [{ tender, name, expectedMinor: leftOf(used) }];
  });
}

function fieldOf(tender: TenderId, { others }: CountDrawer): string {
  const index = others.findIndex((other) => other.tender === tender);
  return index === -1 ? "others" : `others.${index}.countedMinor`;
}

async function countedLines(ctx: ReadCtx, input: CountDrawer) {
  const methods = await selectTenders(ctx);
  const counted = new Map<TenderId, { name: string; countedMinor: Minor }>();
  const given = [{ tender: CASH, countedMinor: input.cashMinor }, ...input.others];
  for (const [index, { tender, countedMinor }] of given.entries()) {
    const method = methods.find(({ publicId }) => publicId === tender);
    const path = `others.${index - 1}.tender`;
    if (method === undefined) throw refuse("not_found", { entity: "tender", id: tender }, path);
    if (counted.has(tender))
      throw refuse("duplicate", { field: "tender", value: method.name, existingId: tender }, path);
    // Nothing is expected of a method that is not counted, so its total says nothing.
    const isCounted = tender === CASH || method.countedAtClose;
    if (isCounted && countedMinor !== null)
      counted.set(tender, { name: method.name, countedMinor });
  }
  return counted;
}

/** A stored count with its lines. */
export interface SavedCount<Line = LineRow> {
  readonly count: CountRow;
  readonly lines: readonly Line[];
}

/** The last count of a session; null before the first one. */
export async function lastCount({ db, t }: ReadCtx, sessionId: number): Promise<SavedCount | null> {
  const [count] = await db
    .select()
    .from(t.cashCount)
    .where(eq(t.cashCount.sessionId, sessionId))
    .orderBy(desc(t.cashCount.id))
    .limit(1);
  if (count === undefined) return null;
  const lines = await db
    .select()
    .from(t.cashCountLine)
    .where(eq(t.cashCountLine.countId, count.id))
    .orderBy(t.cashCountLine.tender);
  return { count, lines };
}

/** A counted method for its readers. */
export function toCountLine(row: CountedLine) {
  return {
    tender: row.tender,
    name: row.tenderName,
    countedMinor: row.countedMinor,
    expectedMinor: row.expectedMinor,
    differenceMinor: minor(row.countedMinor - row.expectedMinor),
  };
}
