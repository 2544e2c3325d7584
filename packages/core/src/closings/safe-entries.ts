/** What went into the safe and out of it: cash entries, and what closings put there. */
import { and, desc, eq, gt, gte, inArray, lt, lte, or } from "drizzle-orm";
import type { AnyColumn, SQL } from "drizzle-orm";
import { INTO_SAFE } from "@daybook/contract/drawers";
import { SAFE_ENTRY_KINDS, SafeEntryKind } from "@daybook/contract/safe";
import type { ListSafeEntries, SafeEntry, SafeEntryPage } from "@daybook/contract/safe";
import { minor } from "@daybook/contract/money";
import type { ReadCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";

/** A row with its position: at one moment, closings are before entries. */
interface Placed {
  readonly entry: SafeEntry;
  readonly at: number;
  readonly source: number;
  readonly id: number;
}

const OF_ENTRIES = 0;
const OF_CLOSINGS = 1;

type Position = readonly [at: number, source: number, id: number];

/** All that moved cash into the safe or out of it, newest first. Refuses 400 at `cursor`. */
export async function listSafeEntries(
  ctx: ReadCtx,
  input: ListSafeEntries,
): Promise<SafeEntryPage> {
  const after =
    input.cursor === undefined ? null : decodeCursor(input.cursor, ["number", "number", "number"]);
  const rows = [
    ...(await entriesOf(ctx, input, after)),
    ...(await closingsOf(ctx, input, after)),
  ].sort((a, b) => b.at - a.at || b.source - a.source || b.id - a.id);
  return pageOf(
    rows.slice(0, input.limit + 1),
    input.limit,
    ({ entry }) => entry,
    ({ at, source, id }) => [at, source, id],
  );
}

async function entriesOf(
  { db, t }: ReadCtx,
  input: ListSafeEntries,
  after: Position | null,
): Promise<Placed[]> {
  if (input.kind === "closing") return [];
  const { cashEntry, drawerSession, cashDrawer } = t;
  const kinds = SAFE_ENTRY_KINDS.filter(isEntryKind);
  const rows = await db
    .select({ row: cashEntry, drawer: cashDrawer.name })
    .from(cashEntry)
    .leftJoin(drawerSession, eq(drawerSession.id, cashEntry.sessionId))
    .leftJoin(cashDrawer, eq(cashDrawer.id, drawerSession.drawerId))
    .where(
      and(
        inArray(cashEntry.kind, input.kind === undefined ? kinds : [input.kind]),
        onDays(cashEntry.businessDate, input),
        isAfter({ at: cashEntry.at, id: cashEntry.id }, OF_ENTRIES, after),
      ),
    )
    .orderBy(desc(cashEntry.at), desc(cashEntry.id))
    .limit(input.limit + 1);
  return rows.flatMap(({ row, drawer }) =>
    isEntryKind(row.kind)
      ? [
          {
            at: row.at,
            source: OF_ENTRIES,
            id: row.id,
            entry: {
              id: row.publicId,
              kind: row.kind,
              effectMinor: minor(INTO_SAFE[row.kind] * row.amountMinor),
              drawer,
              closing: null,
              reference: row.reference,
              reason: row.reason,
              by: row.userName,
              at: isoInstant(row.at),
              businessDate: row.businessDate,
            },
          },
        ]
      : [],
  );
}

function isEntryKind(kind: string): kind is Exclude<SafeEntryKind, "closing"> {
  return kind !== "closing" && SafeEntryKind.safeParse(kind).success;
}

async function closingsOf(
  { db, t }: ReadCtx,
  input: ListSafeEntries,
  after: Position | null,
): Promise<Placed[]> {
  if (input.kind !== undefined && input.kind !== "closing") return [];
  const { closing, drawerSession, cashDrawer } = t;
  const rows = await db
    .select({ row: closing, drawer: cashDrawer.name })
    .from(closing)
    .innerJoin(drawerSession, eq(drawerSession.id, closing.sessionId))
    .innerJoin(cashDrawer, eq(cashDrawer.id, drawerSession.drawerId))
    .where(
      and(
        gt(closing.toSafeMinor, minor(0)),
        onDays(closing.businessDate, input),
        isAfter({ at: closing.closedAt, id: closing.id }, OF_CLOSINGS, after),
      ),
    )
    .orderBy(desc(closing.closedAt), desc(closing.id))
    .limit(input.limit + 1);
  return rows.map(({ row, drawer }) => ({
    at: row.closedAt,
    source: OF_CLOSINGS,
    id: row.id,
    entry: {
      id: row.publicId,
      kind: "closing",
      effectMinor: row.toSafeMinor,
      drawer,
      closing: { id: row.publicId, number: row.number, series: row.series },
      reference: "",
      reason: "",
      by: row.closedByName,
      at: isoInstant(row.closedAt),
      businessDate: row.businessDate,
    },
  }));
}

function onDays(column: AnyColumn, { from, to }: ListSafeEntries): SQL | undefined {
  return and(
    from === undefined ? undefined : gte(column, from),
    to === undefined ? undefined : lte(column, to),
  );
}

/** The rows of one source that follow a position. */
function isAfter(
  column: { readonly at: AnyColumn; readonly id: AnyColumn },
  own: number,
  after: Position | null,
): SQL | undefined {
  if (after === null) return undefined;
  const [at, source, id] = after;
  if (own > source) return lt(column.at, at);
  if (own < source) return lte(column.at, at);
  return or(lt(column.at, at), and(eq(column.at, at), lt(column.id, id)));
}
