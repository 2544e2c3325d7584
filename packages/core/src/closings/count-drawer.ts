import { desc, eq } from "drizzle-orm";
import type { CashCount, CountDrawer } from "@daybook/contract/drawers";
import type { CashCountId, TenderId } from "@daybook/contract/ids";
import { minor, ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { holdOpenSession } from "../drawers/drawer-rows.ts";
import type { SessionOfDrawer } from "../drawers/drawer-rows.ts";
import { insertedRow } from "../records/versions.ts";
import { selectTenders } from "../tenders/tender-rows.ts";
import { recordAudit } from "../writes/audit.ts";
import { causesOf } from "./difference-causes.ts";
import { expectedMoney, leftOf } from "./session-report.ts";

export type CountRow = Tables["cashCount"]["$inferSelect"];
type LineRow = Tables["cashCountLine"]["$inferSelect"];

/** What a method should have in the drawer. */
export interface ExpectedLine {
  readonly tender: TenderId;
  readonly name: string;
  readonly expectedMinor: Minor;
}

/**
 * Saves a count of everything in an open drawer, and only then says what was expected, with likely causes of a
 * difference. Refuses 404 and 409 `drawer_closed` at `sessionId`, 404 at `others.N.tender`, and 422 `count_incomplete` at
 * `others` for a method that was used and is counted, but is not in the count.
 */
export async function countDrawer(ctx: WriteCtx, input: CountDrawer): Promise<CashCount> {
  const held = await holdOpenSession(ctx, input.sessionId, "alone");
  const expected = await expectedLines(ctx, held);
  const counted = await countedLines(ctx, input);
  for (const { tender, name } of expected)
    if (!counted.has(tender)) throw refuse("count_incomplete", { tender, name }, "others");
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
  const shown = lines.map(toCountLine);
  await recordAudit(ctx, {
    action: "drawers.count",
    entity: "cashCount",
    entityId: count.publicId,
    after: { drawer: held.drawer.name, lines: shown },
  });
  ctx.changed("drawers", held.drawer.publicId);
  return {
    id: count.publicId,
    at: isoInstant(count.at),
    lines: shown,
    causes: await causesOf(ctx, held.session, shown),
  };
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
    counted.set(tender, { name: method.name, countedMinor });
  }
  return counted;
}

/** The last count of a session with its lines; null before the first one. */
export async function lastCount(
  { db, t }: ReadCtx,
  sessionId: number,
): Promise<{ readonly count: CountRow; readonly lines: LineRow[] } | null> {
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
export function toCountLine(
  row: Pick<LineRow, "tender" | "tenderName" | "countedMinor" | "expectedMinor">,
) {
  return {
    tender: row.tender,
    name: row.tenderName,
    countedMinor: row.countedMinor,
    expectedMinor: row.expectedMinor,
    differenceMinor: minor(row.countedMinor - row.expectedMinor),
  };
}
