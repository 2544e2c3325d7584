/** The closing reports as they were made. */
import { and, desc, eq, gte, isNull, lt, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { Closing } from "@daybook/contract/drawers";
import type {
  ClosingPage,
  Counting,
  GetClosing,
  ListClosings,
  ClosingRow as ListedClosing,
} from "@daybook/contract/drawers";
import { minor } from "@daybook/contract/money";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { drawerRows } from "../drawers/drawer-rows.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { countingsOf, larger } from "./counting-of.ts";

export type ClosingRow = Tables["closing"]["$inferSelect"];

/** What the hash of a closing covers, together with its number: everything that it shows. */
export type ClosingBody = Omit<Closing, "id" | "hash" | "supplementOfId">;

const StoredBody = Closing.omit({ id: true, hash: true, supplementOfId: true });

/** Closing reports, newest first. Refuses 404 at `drawerId` and 400 at `cursor`. */
export async function listClosings(ctx: ReadCtx, input: ListClosings): Promise<ClosingPage> {
  const { closing, drawerSession } = ctx.t;
  const drawer =
    input.drawerId === undefined ? null : await drawerRows.get(ctx, input.drawerId, "drawerId");
  const [before] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["number"]);
  const rows = await selectClosings(ctx)
    .where(
      and(
        drawer === null ? undefined : eq(drawerSession.drawerId, drawer.id),
        input.from === undefined ? undefined : gte(closing.businessDate, input.from),
        input.to === undefined ? undefined : lte(closing.businessDate, input.to),
        before === undefined ? undefined : lt(closing.number, before),
      ),
    )
    .orderBy(desc(closing.number))
    .limit(input.limit + 1);
  const countings = await countingsFor(ctx, rows);
  return pageOf(
    rows,
    input.limit,
    (found) => toListed(found, countings),
    ({ row }) => [row.number],
  );
}

/** One closing report, as it was made. Refuses 404 `not_found` at `id`. */
export async function getClosing(ctx: ReadCtx, { id }: GetClosing): Promise<Closing> {
  const { closing } = ctx.t;
  const [found] = await selectClosings(ctx).where(eq(closing.publicId, id));
  if (found === undefined) throw refuse("not_found", { entity: "closing", id }, "id");
  return shown(found);
}

/** The closing report of a session; null while it is open. */
export async function findClosingOf(ctx: ReadCtx, sessionId: number): Promise<Closing | null> {
  const [found] = await selectClosings(ctx).where(isMainOf(ctx, sessionId));
  return found === undefined ? null : shown(found);
}

/** The same as it is listed. */
export async function findListedClosingOf(
  ctx: ReadCtx,
  sessionId: number,
): Promise<ListedClosing | null> {
  const [found] = await selectClosings(ctx).where(isMainOf(ctx, sessionId));
  return found === undefined ? null : toListed(found, await countingsFor(ctx, [found]));
}

function isMainOf({ t: { closing } }: ReadCtx, sessionId: number) {
  return and(eq(closing.sessionId, sessionId), isNull(closing.supplementOf));
}

/** A closing that was just written. */
export async function toClosing(ctx: ReadCtx, { id }: ClosingRow): Promise<Closing> {
  const [found] = await selectClosings(ctx).where(eq(ctx.t.closing.id, id));
  assert(found !== undefined, "it was just written");
  return shown(found);
}

function selectClosings({ db, t }: ReadCtx) {
  const { closing, drawerSession, cashDrawer } = t;
  const main = alias(closing, "main");
  return db
    .select({
      row: closing,
      drawer: cashDrawer.name,
      openedAt: drawerSession.openedAt,
      overnightMinor: sql`${drawerSession.floatMinor} - ${drawerSession.leftMinor}`.mapWith(Number),
      supplementOf: main.number,
      supplementOfId: main.publicId,
    })
    .from(closing)
    .innerJoin(drawerSession, eq(drawerSession.id, closing.sessionId))
    .innerJoin(cashDrawer, eq(cashDrawer.id, drawerSession.drawerId))
    .leftJoin(main, eq(main.id, closing.supplementOf))
    .$dynamic();
}

type Found = Awaited<ReturnType<typeof selectClosings>>[number];

/** How the sessions of these closings were counted; nobody counts for a supplement. */
function countingsFor(ctx: ReadCtx, found: readonly Found[]) {
  const counted = found.filter(({ row }) => row.countId !== null);
  return countingsOf(
    ctx,
    counted.map(({ row }) => row.sessionId),
  );
}

function toListed(
  { row, drawer, openedAt, overnightMinor, supplementOf }: Found,
  countings: ReadonlyMap<number, Counting>,
): ListedClosing {
  const isMain = row.countId !== null;
  const counting = isMain ? countings.get(row.sessionId) : undefined;
  return {
    id: row.publicId,
    number: row.number,
    series: row.series,
    drawer,
    supplementOf,
    businessDate: row.businessDate,
    openedAt: isoInstant(openedAt),
    closedAt: isoInstant(row.closedAt),
    closedBy: row.closedByName,
    differenceMinor: row.differenceMinor,
    overnightMinor: minor(isMain ? overnightMinor : 0),
    timesCounted: counting?.times ?? 0,
    earlierDifferenceMinor: minor(
      (counting?.earlierDifferences ?? []).reduce(
        (most, one) => larger(most, one.differenceMinor),
        0,
      ),
    ),
  };
}

/** The report as it was made: the columns beside it are for queries. */
function shown({ row, supplementOfId }: Found): Closing {
  return {
    id: row.publicId,
    ...StoredBody.parse(JSON.parse(row.body)),
    hash: row.hash,
    ...(supplementOfId === null ? {} : { supplementOfId }),
  };
}
