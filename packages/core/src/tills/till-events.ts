/** The till journal: what happens at a till besides its documents, numbered per device without gaps. */
import { and, desc, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { businessTime } from "@daybook/contract/business-time";
import type { TillId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { TILL_EVENT_KINDS } from "@daybook/contract/till-events";
import type {
  CountTillEvents,
  ListTillEvents,
  RecordTillEvents,
  TillEventCount,
  TillEventCounts,
  TillEventKind,
  TillEvents,
  TillEventsRecorded,
} from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import { preparedRows } from "@daybook/db/prepared-rows";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant, MOST_AWAY_MS } from "../context/instants.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { getShop } from "../settings/shop.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { deviceIdOf } from "./tills.ts";

/** An event to record. `occurredAt` is in UTC milliseconds, `saleId` a row id. */
export interface NewTillEvent {
  readonly key: string;
  readonly kind: TillEventKind;
  readonly occurredAt: number;
  readonly businessDate: string;
  readonly amountMinor: Minor;
  readonly saleId: number | null;
  readonly detail: string;
}

const numbering = prepared((db, t) =>
  db
    .update(t.device)
    .set({ lastEventSeq: sql`${t.device.lastEventSeq} + ${sql.placeholder("count")}` })
    .where(eq(t.device.id, sql.placeholder("deviceId")))
    .returning({ last: t.device.lastEventSeq })
    .prepare(),
);

const inserting = preparedRows(
  (t) => everyColumn(t.tillEvent, "id"),
  (db, t, rows) => db.insert(t.tillEvent).values(rows).returning({ id: t.tillEvent.id }).prepare(),
);

/** Appends events to the journal of a device, with its next numbers, in the transaction of what they belong to. */
export async function insertTillEvents(
  ctx: WriteCtx,
  deviceId: number,
  events: readonly NewTillEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const [device] = await numbering(ctx).execute({ deviceId, count: events.length });
  const before = (device?.last ?? 0) - events.length;
  await inserting(
    ctx,
    events.map((event, index) => ({
      ...event,
      deviceId,
      deviceSeq: before + index + 1,
      recordedAt: ctx.now,
      userId: ctx.actor.userId,
    })),
  );
}

/** Records that the actor signs on or off, if their browser is a till. */
export async function recordSignOn(ctx: WriteCtx, kind: "sign_on" | "sign_off"): Promise<void> {
  const { deviceId } = ctx.actor;
  if (deviceId === null) return;
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  const event = { key: newId(ctx.now), kind, occurredAt: ctx.now, businessDate };
  const nothing = { amountMinor: minor(0), saleId: null, detail: "" };
  await insertTillEvents(ctx, deviceId, [{ ...event, ...nothing }]);
  ctx.changed("tillEvents");
}

/**
 * Records events that a till has kept since they happened. An event whose key is known was recorded before. Browsers
 * without a till share one journal, as their receipts share one sequence. A time that is not
 * plausible, ahead of the server's, longer ago than a till may be offline or before the shop, is moved to the nearest
 * one that is: an event must not be lost because of a wrong clock, nor get any other date. For the same reason an
 * unknown sale is left out. Refuses 403 `till_revoked`.
 */
export async function recordTillEvents(
  ctx: WriteCtx,
  input: RecordTillEvents,
): Promise<TillEventsRecorded> {
  const deviceId = await lockDevice(ctx);
  const known = await knownKeys(ctx, input);
  const fresh = new Map(
    input.events.filter(({ key }) => !known.has(key)).map((event) => [event.key, event]),
  );
  const shop = await getShop(ctx);
  const saleIds = await saleIdsOf(ctx, input);
  const earliest = Math.max(shop.setUpAt, ctx.now - MOST_AWAY_MS);
  const events = [...fresh.values()].map(({ saleId, ...event }) => {
    const at = Date.parse(event.occurredAt);
    const occurredAt = Math.min(Math.max(at, earliest), ctx.now);
    const { businessDate } = businessTime(shop, occurredAt);
    const sale = saleId === null ? null : (saleIds.get(saleId) ?? null);
    return { ...event, occurredAt, businessDate, saleId: sale };
  });
  await insertTillEvents(ctx, deviceId, events);
  if (events.length > 0) ctx.changed("tillEvents");
  // A sale says how many copies of its receipt there are.
  const copied = [...fresh.values()].filter(({ kind }) => kind === "copy_printed");
  const sold = copied.flatMap(({ saleId }) =>
    saleId !== null && saleIds.has(saleId) ? [saleId] : [],
  );
  if (sold.length > 0) ctx.changed("sales", ...new Set(sold));
  return { recorded: events.length };
}

const locking = prepared((db, t) =>
  db
    .update(t.device)
    .set({ lastEventSeq: sql`${t.device.lastEventSeq}` })
    .where(and(eq(t.device.id, sql.placeholder("deviceId")), isNull(t.device.revokedAt)))
    .returning({ id: t.device.id })
    .prepare(),
);

/** Before the keys are read: another tab of the browser may be sending the same events. */
async function lockDevice(ctx: WriteCtx): Promise<number> {
  const deviceId = ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID;
  const rows = ctx.actor.tillRevoked ? [] : await locking(ctx).execute({ deviceId });
  if (rows.length === 0) throw refuse("till_revoked", {});
  return deviceId;
}

async function knownKeys({ db, t }: WriteCtx, input: RecordTillEvents): Promise<Set<string>> {
  const keys = input.events.map(({ key }) => key);
  const rows = await db
    .select({ key: t.tillEvent.key })
    .from(t.tillEvent)
    .where(inArray(t.tillEvent.key, keys));
  return new Set(rows.map(({ key }) => key));
}

async function saleIdsOf({ db, t }: WriteCtx, input: RecordTillEvents) {
  const ids = input.events.flatMap(({ saleId }) => saleId ?? []);
  if (ids.length === 0) return new Map<string, number>();
  const rows = await db
    .select({ id: t.sale.id, publicId: t.sale.publicId })
    .from(t.sale)
    .where(inArray(t.sale.publicId, ids));
  return new Map<string, number>(rows.map(({ id, publicId }) => [publicId, id]));
}

/** The till journal, newest first. Refuses 404 at `tillId` and 400 at `cursor`. */
export async function listTillEvents(ctx: ReadCtx, input: ListTillEvents): Promise<TillEvents> {
  const { tillEvent, device, appUser, sale } = ctx.t;
  const rows = await ctx.db
    .select({
      rowId: tillEvent.id,
      id: tillEvent.key,
      tillId: device.publicId,
      tillName: device.name,
      tillKind: device.kind,
      seq: tillEvent.deviceSeq,
      kind: tillEvent.kind,
      occurredAt: tillEvent.occurredAt,
      recordedAt: tillEvent.recordedAt,
      businessDate: tillEvent.businessDate,
      user: { id: appUser.publicId, name: appUser.name },
      amountMinor: tillEvent.amountMinor,
      saleId: sale.publicId,
      receiptNumber: sale.receiptNumber,
      detail: tillEvent.detail,
    })
    .from(tillEvent)
    .innerJoin(device, eq(device.id, tillEvent.deviceId))
    .innerJoin(appUser, eq(appUser.id, tillEvent.userId))
    .leftJoin(sale, eq(sale.id, tillEvent.saleId))
    .where(
      and(
        ...(await conditionsOf(ctx, input)),
        input.cursor === undefined
          ? undefined
          : lt(tillEvent.id, decodeCursor(input.cursor, ["number"])[0]),
      ),
    )
    .orderBy(desc(tillEvent.id))
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    ({ rowId: _rowId, tillId, tillName, tillKind, saleId, receiptNumber, ...row }) => ({
      ...row,
      till: tillKind === "till" ? { id: tillId, name: tillName } : null,
      occurredAt: isoInstant(row.occurredAt),
      recordedAt: isoInstant(row.recordedAt),
      sale: saleId === null || receiptNumber === null ? null : { id: saleId, receiptNumber },
    }),
    (row) => [row.rowId],
  );
}

/** How many events of each kind a filter of the journal finds, with their amounts. Refuses 404 at `tillId`. */
export async function getTillEventCounts(
  ctx: ReadCtx,
  input: CountTillEvents,
): Promise<TillEventCounts> {
  return { items: await countKinds(ctx, await conditionsOf(ctx, input)) };
}

/** A part of the journal of one device: the numbers above `after`, up to `last`. */
export interface JournalPart {
  readonly deviceId: number;
  readonly after: number;
  readonly last: number;
}

/**
 * How many events of each kind these parts of the journal have, with their amounts, for the reports of a drawer. An
 * event that arrives late belongs to the session in which it arrives, so a report that is closed never changes.
 */
export async function countTillEvents(
  ctx: ReadCtx,
  parts: readonly JournalPart[],
): Promise<TillEventCount[]> {
  const { tillEvent } = ctx.t;
  const filled = parts.filter(({ after, last }) => after < last);
  if (filled.length === 0) return [];
  const anyOf = filled.map(({ deviceId, after, last }) =>
    and(
      eq(tillEvent.deviceId, deviceId),
      gt(tillEvent.deviceSeq, after),
      lte(tillEvent.deviceSeq, last),
    ),
  );
  return countKinds(ctx, [or(...anyOf)]);
}

async function countKinds(
  { db, t }: ReadTx,
  conditions: readonly (SQL | undefined)[],
): Promise<TillEventCount[]> {
  const { tillEvent } = t;
  const rows = await db
    .select({
      kind: tillEvent.kind,
      count: sql`count(*)`.mapWith(Number),
      amountMinor: sql`sum(${tillEvent.amountMinor})`.mapWith(shownSum(tillEvent.amountMinor)),
    })
    .from(tillEvent)
    .where(and(...conditions))
    .groupBy(tillEvent.kind);
  return TILL_EVENT_KINDS.flatMap((kind) => rows.find((row) => row.kind === kind) ?? []);
}

async function conditionsOf(
  ctx: ReadCtx,
  { tillId, kind, from, to }: CountTillEvents,
): Promise<(SQL | undefined)[]> {
  const { tillEvent } = ctx.t;
  return [
    tillId === undefined ? undefined : eq(tillEvent.deviceId, await filteredDevice(ctx, tillId)),
    kind === undefined ? undefined : eq(tillEvent.kind, kind),
    from === undefined ? undefined : gte(tillEvent.businessDate, from),
    to === undefined ? undefined : lte(tillEvent.businessDate, to),
  ];
}

function filteredDevice(ctx: ReadCtx, tillId: TillId): Promise<number> {
  return deviceIdOf(ctx, tillId, "tillId");
}
