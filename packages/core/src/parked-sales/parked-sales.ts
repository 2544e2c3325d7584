/** Parked sales: carts that are saved for later. They have no effect on stock, and no closing changes them. */
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import type { LocationId, ParkedSaleId } from "@daybook/contract/ids";
import type {
  DiscardParkedSale,
  KeepParkedSale,
  ListParkedSales,
  NameParkedSale,
  OpenedParkedSale,
  ParkedCart,
  ParkedSale,
  ParkedSales,
  ParkSale,
  PutBackParkedSale,
  RenameParkedSale,
} from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import { getCustomerRow } from "../customers/customer-rows.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { getLocationRow } from "../locations/location-rows.ts";
import { checkVersion } from "../records/versions.ts";
import { recordAudit } from "../writes/audit.ts";
import { journalParked } from "./journal-parked.ts";
import {
  FREE,
  isMine,
  lockForActor,
  lockWaiting,
  openedNow,
  selectShown,
  shown,
  toParkedSale,
} from "./parked-rows.ts";
import type { ParkedRow } from "./parked-rows.ts";

/** A page of parked sales, newest first. Refuses 400 at `cursor`. */
export async function listParkedSales(ctx: ReadCtx, input: ListParkedSales): Promise<ParkedSales> {
  const { parkedSale } = ctx.t;
  const { status, cursor, limit } = input;
  const rows = await selectShown(ctx)
    .where(
      and(
        status === "waiting" ? isNull(parkedSale.outcome) : eq(parkedSale.outcome, status),
        cursor === undefined ? undefined : lt(parkedSale.id, decodeCursor(cursor, ["number"])[0]),
      ),
    )
    .orderBy(desc(parkedSale.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => toParkedSale(ctx, row),
    (row) => [row.id],
  );
}

/**
 * Parks a cart. Deactivated products may be in it: the till that resumes it shows them. Refuses 404 at `locationId`,
 * `cart.lines.N.productId`, `cart.depositsBack.N.productId` and `cart.customerId`.
 */
export async function parkSale(ctx: WriteCtx, input: ParkSale): Promise<ParkedSale> {
  const { key, locationId, name, cart, totalMinor } = input;
  const place = await getLocationRow(ctx, locationId satisfies LocationId, "locationId");
  await checkContents(ctx, cart, "cart");
  const publicId = newId<ParkedSaleId>(ctx.now);
  await ctx.db.insert(ctx.t.parkedSale).values({
    publicId,
    key,
    name,
    cart,
    lines: linesOf(cart),
    totalMinor,
    locationId: place.id,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    parkedBy: ctx.actor.userId,
    parkedDeviceId: ctx.actor.deviceId,
    ...FREE,
    version: 1,
    closedAt: null,
    closedBy: null,
    outcome: null,
    saleId: null,
    reason: "",
  });
  const after = { ...(name === "" ? {} : { name }), totalMinor, lines: linesOf(cart) };
  return changed(ctx, publicId, { action: "park", after });
}

/**
 * Opens one for the calling till, with its cart: nobody else can open, sell or discard it until it is put back, or idle
 * for five minutes. Refuses 404, 409 `parked_sale_open` and 409 `parked_sale_closed` at `id`.
 */
export async function openParkedSale(
  ctx: WriteCtx,
  { id }: NameParkedSale,
): Promise<OpenedParkedSale> {
  const row = await lockForActor(ctx, id);
  await update(ctx, row, openedNow(ctx));
  const sale = await changed(ctx, id, { action: "open" });
  const { customerId } = row.cart;
  const customer = customerId === null ? null : await getCustomerRow(ctx, customerId, "id");
  return {
    ...sale,
    cart: row.cart,
    customer: customer === null ? null : { id: customer.publicId, name: customer.name },
  };
}

/**
 * Says that the till still uses it; takes it again if it was free. Refuses as `openParkedSale` does, and 409
 * `stale_version` if another till has changed it.
 */
export async function keepParkedSale(ctx: WriteCtx, input: KeepParkedSale): Promise<ParkedSale> {
  const row = await lockForActor(ctx, input.id);
  await checkVersion(ctx, { entity: "parkedSale", row, version: input.version });
  const isHeld = row.openedAt !== null && isMine(row, ctx.actor);
  await update(ctx, row, isHeld ? { lastSeenAt: ctx.now } : openedNow(ctx));
  if (!isHeld) return changed(ctx, input.id, { action: "open" });
  ctx.changed("parked", input.id);
  return shown(ctx, input.id);
}

/** Frees one, with other contents if the till has changed them. Refuses as `keepParkedSale` and `parkSale` do. */
export async function putBackParkedSale(
  ctx: WriteCtx,
  { id, version, changed: contents }: PutBackParkedSale,
): Promise<ParkedSale> {
  const row = await lockForActor(ctx, id);
  await checkVersion(ctx, { entity: "parkedSale", row, version });
  if (contents === undefined) {
    await update(ctx, row, FREE);
    return changed(ctx, id, { action: "putBack" });
  }
  const { cart, totalMinor } = contents;
  await checkContents(ctx, cart, "changed.cart");
  const lines = linesOf(cart);
  const set = { cart, lines, totalMinor, updatedAt: ctx.now, version: row.version + 1 };
  await update(ctx, row, { ...FREE, ...set });
  return changed(ctx, id, {
    action: "putBack",
    before: { totalMinor: row.totalMinor, lines: row.lines },
    after: { totalMinor, lines },
  });
}

/** Names one, also while a till has it open. Refuses 404 and 409 `parked_sale_closed` at `id`. */
export async function renameParkedSale(
  ctx: WriteCtx,
  { id, name }: RenameParkedSale,
): Promise<ParkedSale> {
  const row = await lockWaiting(ctx, id);
  await update(ctx, row, { name });
  return changed(ctx, id, { action: "rename", before: { name: row.name }, after: { name } });
}

/**
 * Discards one; it stays as a record, and the till journal has an entry. Refuses 404, 409 `parked_sale_open` and 409
 * `parked_sale_closed` at `id`.
 */
export async function discardParkedSale(
  ctx: WriteCtx,
  { id, reason }: DiscardParkedSale,
): Promise<ParkedSale> {
  const row = await lockForActor(ctx, id);
  const closing = { closedAt: ctx.now, closedBy: ctx.actor.userId, outcome: "discarded" as const };
  await update(ctx, row, { ...FREE, ...closing, reason });
  await journalParked(ctx, row, { kind: "parked_discarded", detail: reason });
  const before = { totalMinor: row.totalMinor, lines: row.lines };
  return changed(ctx, id, { action: "discard", before, after: { status: "discarded" }, reason });
}

/** How many lines it has, with those of empties: a cart may have nothing else. */
function linesOf({ lines, depositsBack }: ParkedCart): number {
  return lines.length + depositsBack.length;
}

/** Every product and the customer exist, so that another till can show them. */
async function checkContents(ctx: ReadCtx, cart: ParkedCart, path: string): Promise<void> {
  const { product } = ctx.t;
  const ids = [...new Set([...cart.lines, ...cart.depositsBack].map(({ productId }) => productId))];
  const rows = await ctx.db
    .select({ id: product.publicId })
    .from(product)
    .where(inArray(product.publicId, ids));
  const known = new Set(rows.map(({ id }) => id));
  for (const part of ["lines", "depositsBack"] as const)
    for (const [index, { productId: id }] of cart[part].entries())
      if (!known.has(id))
        throw refuse("not_found", { entity: "product", id }, `${path}.${part}.${index}.productId`);
  if (cart.customerId !== null) await getCustomerRow(ctx, cart.customerId, `${path}.customerId`);
}

async function update({ db, t }: WriteCtx, row: ParkedRow, set: Partial<ParkedRow>): Promise<void> {
  await db.update(t.parkedSale).set(set).where(eq(t.parkedSale.id, row.id));
}

interface Change {
  readonly action: string;
  readonly before?: object;
  readonly after?: object;
  readonly reason?: string;
}

/** Records a change, tells the tills, and answers the row as it is now. */
async function changed(
  ctx: WriteCtx,
  id: ParkedSaleId,
  { action, ...change }: Change,
): Promise<ParkedSale> {
  const entry = { action: `parkedSales.${action}`, entity: "parkedSale", entityId: id };
  await recordAudit(ctx, { ...entry, ...change });
  ctx.changed("parked", id);
  return shown(ctx, id);
}
