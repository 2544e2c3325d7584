/** The rows of parked sales: how they are locked, who has one open, and how a list shows them. */
import { eq, getTableColumns, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ParkedSaleId } from "@daybook/contract/ids";
import { PARKED_GOODS_SHOWN, PARKED_IDLE_MS } from "@daybook/contract/parked-sales";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import type { Tables } from "@daybook/db/types";
import type { Actor, ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";

export type ParkedRow = Tables["parkedSale"]["$inferSelect"];

/** A row that is open on no till. */
export const FREE = { openedBy: null, openedDeviceId: null, openedAt: null, lastSeenAt: null };

/** The columns that say who has it open: the actor, from now on. */
export function openedNow({ actor, now }: WriteCtx) {
  return {
    openedBy: actor.userId,
    openedDeviceId: actor.deviceId,
    openedAt: now,
    lastSeenAt: now,
  };
}

/**
 * The row, held until the end of the transaction: of two tills that want it, the second one sees what the first did.
 * Null if there is none.
 */
export async function findLocked({ db, t }: WriteCtx, id: ParkedSaleId): Promise<ParkedRow | null> {
  const { parkedSale } = t;
  const [row] = await db
    .update(parkedSale)
    .set({ version: sql`${parkedSale.version}` })
    .where(eq(parkedSale.publicId, id))
    .returning();
  return row ?? null;
}

/** A row that the actor may change, held as above. Refuses 404 and as `refuseClosed` and `refuseOpen` do, at `path`. */
export async function lockForActor(
  ctx: WriteCtx,
  id: ParkedSaleId,
  path = "id",
): Promise<ParkedRow> {
  const row = await lockWaiting(ctx, id, path);
  await refuseOpen(ctx, row, path);
  return row;
}

/** As `lockForActor`, also if another till has it open. */
export async function lockWaiting(
  ctx: WriteCtx,
  id: ParkedSaleId,
  path = "id",
): Promise<ParkedRow> {
  const row = await findLocked(ctx, id);
  if (row === null) throw refuse("not_found", { entity: "parkedSale", id }, path);
  await refuseClosed(ctx, row, path);
  return row;
}

/** Refuses 409 `parked_sale_closed` for one that is sold or discarded. */
async function refuseClosed(ctx: ReadCtx, row: ParkedRow, path: string): Promise<void> {
  if (row.outcome === null) return;
  const { closed } = await shown(ctx, row.publicId);
  assert(closed !== null, "a closed row says when");
  const receiptNumber = closed.sale?.receiptNumber ?? null;
  const details = { outcome: row.outcome, by: closed.by.name, at: closed.at, receiptNumber };
  throw refuse("parked_sale_closed", details, path);
}

/** Refuses 409 `parked_sale_open` if another till has it open. */
async function refuseOpen(ctx: ReadCtx, row: ParkedRow, path: string): Promise<void> {
  if (!isOpen(row, ctx.now) || isMine(row, ctx.actor)) return;
  const { open } = await shown(ctx, row.publicId);
  assert(open !== null, "an open row says who has it");
  const { person, till, since } = open;
  throw refuse("parked_sale_open", { by: person.name, till: till?.name ?? null, since }, path);
}

/** Whether a till has it open; one that sends nothing loses it. */
function isOpen({ lastSeenAt }: Pick<ParkedRow, "lastSeenAt">, now: number): boolean {
  return lastSeenAt !== null && now < lastSeenAt + PARKED_IDLE_MS;
}

/** A till is a device, for everyone who sells there. Without one it is the person. */
export function isMine(
  { openedDeviceId, openedBy }: Pick<ParkedRow, "openedDeviceId" | "openedBy">,
  { deviceId, userId }: Pick<Actor, "deviceId" | "userId">,
): boolean {
  if (deviceId !== null || openedDeviceId !== null) return deviceId === openedDeviceId;
  return userId === openedBy;
}

/** One as the list shows it. */
export async function shown(ctx: ReadCtx, id: ParkedSaleId): Promise<ParkedSale> {
  const [row] = await selectShown(ctx).where(eq(ctx.t.parkedSale.publicId, id));
  assert(row !== undefined, "the caller has read it");
  return toParkedSale(ctx, row);
}

/** Parked sales with the names that a list shows. */
export function selectShown({ db, t }: ReadCtx) {
  const { parkedSale, appUser, device, location, sale } = t;
  const opener = alias(appUser, "opener");
  const closer = alias(appUser, "closer");
  const openTill = alias(device, "open_till");
  return db
    .select({
      ...getTableColumns(parkedSale),
      location: { id: location.publicId, name: location.name },
      parker: { id: appUser.publicId, name: appUser.name },
      parkedTill: { id: device.publicId, name: device.name },
      opener: { id: opener.publicId, name: opener.name },
      openTill: { id: openTill.publicId, name: openTill.name },
      closer: { id: closer.publicId, name: closer.name },
      sale: { id: sale.publicId, receiptNumber: sale.receiptNumber },
    })
    .from(parkedSale)
    .innerJoin(location, eq(location.id, parkedSale.locationId))
    .innerJoin(appUser, eq(appUser.id, parkedSale.parkedBy))
    .leftJoin(device, eq(device.id, parkedSale.parkedDeviceId))
    .leftJoin(opener, eq(opener.id, parkedSale.openedBy))
    .leftJoin(openTill, eq(openTill.id, parkedSale.openedDeviceId))
    .leftJoin(closer, eq(closer.id, parkedSale.closedBy))
    .leftJoin(sale, eq(sale.id, parkedSale.saleId))
    .$dynamic();
}

type ShownRow = Awaited<ReturnType<typeof selectShown>>[number];

export function toParkedSale({ now, actor }: ReadCtx, row: ShownRow): ParkedSale {
  const { publicId, name, cart, lines, totalMinor, location, version, outcome } = row;
  return {
    id: publicId,
    name,
    goods: cart.names.slice(0, PARKED_GOODS_SHOWN),
    lines,
    totalMinor,
    location,
    parkedBy: { person: row.parker, till: row.parkedTill },
    parkedAt: isoInstant(row.createdAt),
    changedAt: isoInstant(row.updatedAt),
    version,
    open: isOpen(row, now) ? openOf(row, actor) : null,
    status: outcome ?? "waiting",
    closed: closedOf(row),
  };
}

function openOf(row: ShownRow, actor: Actor): ParkedSale["open"] {
  const { opener, openTill, openedAt, lastSeenAt } = row;
  assert(opener !== null && openedAt !== null && lastSeenAt !== null, "an open row says who");
  return {
    person: opener,
    till: openTill,
    since: isoInstant(openedAt),
    until: isoInstant(lastSeenAt + PARKED_IDLE_MS),
    isMine: isMine(row, actor),
  };
}

function closedOf({ closedAt, closer, sale, reason }: ShownRow): ParkedSale["closed"] {
  if (closedAt === null || closer === null) return null;
  return { at: isoInstant(closedAt), by: closer, sale, reason };
}
