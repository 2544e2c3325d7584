/** The tills of the shop: browsers that number receipts of their own. */
import { and, asc, eq, inArray, like, ne, or, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { TillId } from "@daybook/contract/ids";
import type { EnrolTill, Till, Tills, TillState, UpdateTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { checkVersion, insertedRow, updatedRow } from "../records/versions.ts";
import { differences, recordAudit } from "../writes/audit.ts";
import { endSessionsAtTill } from "../users/sessions.ts";
import { lockShop } from "../writes/lock-shop.ts";

type DeviceRow = Tables["device"]["$inferSelect"];

/** All tills, also revoked ones, in the order of their enrolment. */
export async function listTills(ctx: ReadCtx): Promise<Tills> {
  const items: Till[] = [];
  for (const row of await selectTills(ctx)) items.push(await toTill(ctx, row));
  return { items };
}

/**
 * Makes a browser a till: `tokenHash` is the SHA-256 of the token in its cookie, null for a till of the sample shop,
 * which no browser is. Refuses 409 `enrolled_already` if it is
 * a till, and 409 `duplicate` at `name` or `receiptPrefix`.
 */
export async function enrolTill(
  ctx: WriteCtx,
  input: EnrolTill,
  tokenHash: string | null,
): Promise<Till> {
  await lockShop(ctx);
  await freeBrowser(ctx, tokenHash);
  await checkName(ctx, input.name, null);
  await checkPrefix(ctx, input.receiptPrefix, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.device)
      .values({
        publicId: newId<TillId>(ctx.now),
        name: input.name,
        kind: "till",
        receiptPrefix: input.receiptPrefix,
        lastSeq: 0,
        createdAt: ctx.now,
        revokedAt: null,
        tokenHash,
        lastUsedAt: ctx.now,
        version: 1,
      })
      .returning(),
    prefixTaken(input.receiptPrefix),
  );
  const row = insertedRow(rows);
  const till = await toTill(ctx, row);
  const after = audited(row);
  await recordAudit(ctx, { action: "tills.enrol", entity: "till", entityId: till.id, after });
  ctx.changed("tills", till.id);
  return { ...till, thisDevice: true };
}

/**
 * Makes a browser a till that was revoked, because the shop continues its numbers on this device. Refuses 404, 409
 * `stale_version`, 409 `enrolled_already` if the browser is another till or the till is in use, and 409 `duplicate` if
 * another till has its name now.
 */
export async function enrolTillAgain(
  ctx: WriteCtx,
  input: TillState,
  tokenHash: string,
): Promise<Till> {
  await lockShop(ctx);
  const before = await tillToChange(ctx, input);
  if (before.revokedAt === null) throw refuse("enrolled_already", { name: before.name }, "id");
  await freeBrowser(ctx, tokenHash);
  await checkName(ctx, before.name, before.id, "id");
  const set = { tokenHash, revokedAt: null, lastUsedAt: ctx.now };
  return { ...(await change(ctx, before, "enrol", set)), thisDevice: true };
}

/**
 * Changes the name, or the prefix before the first receipt. Refuses 404, 409 `stale_version`, 409 `duplicate`, and 409
 * `receipt_prefix_in_use` once a receipt has the prefix.
 */
export async function updateTill(ctx: WriteCtx, input: UpdateTill): Promise<Till> {
  await lockShop(ctx);
  const before = await tillToChange(ctx, input);
  const { name = before.name, receiptPrefix = before.receiptPrefix } = input;
  if (name !== before.name) await checkName(ctx, name, before.id);
  const receiptNumber = await lastNumberOf(ctx, before);
  if (receiptPrefix !== before.receiptPrefix) {
    if (receiptNumber !== null)
      throw refuse("receipt_prefix_in_use", { receiptNumber }, "receiptPrefix");
    await checkPrefix(ctx, receiptPrefix, before.id);
  }
  return change(ctx, before, "update", { name, receiptPrefix });
}

/**
 * Revokes a till, at once: its browser cannot sell any more, and keeps its carts and unsent sales. Its numbers remain.
 * Its sessions end, except the one that asks, `ownSessionId`. Refuses 404 and 409 `stale_version`.
 */
export async function revokeTill(
  ctx: WriteCtx,
  input: TillState,
  ownSessionId: string | null = null,
): Promise<Till> {
  const before = await tillToChange(ctx, input);
  await endSessionsAtTill(ctx, before.id, ownSessionId);
  return change(ctx, before, "revoke", { revokedAt: before.revokedAt ?? ctx.now });
}

async function getTillRow({ db, t }: ReadTx, id: TillId, path = "id"): Promise<DeviceRow> {
  const isTill = and(eq(t.device.publicId, id), eq(t.device.kind, "till"));
  const [row] = await db.select().from(t.device).where(isTill);
  if (row === undefined) throw refuse("not_found", { entity: "till", id }, path);
  return row;
}

async function tillToChange(
  ctx: WriteCtx,
  { id, version }: Pick<TillState, "id" | "version">,
): Promise<DeviceRow> {
  const row = await getTillRow(ctx, id);
  await checkVersion(ctx, { entity: "till", row, version });
  return row;
}

async function change(
  ctx: WriteCtx,
  before: DeviceRow,
  verb: string,
  set: Partial<DeviceRow>,
): Promise<Till> {
  const { device } = ctx.t;
  const updated = await orDuplicate(
    ctx.db
      .update(device)
      .set({ ...set, version: before.version + 1 })
      .where(and(eq(device.id, before.id), eq(device.version, before.version)))
      .returning(),
    prefixTaken(set.receiptPrefix ?? before.receiptPrefix),
  );
  const row = await updatedRow(ctx, updated, { entity: "till", row: before });
  await recordAudit(ctx, {
    action: `tills.${verb}`,
    entity: "till",
    entityId: row.publicId,
    ...differences(audited(before), audited(row)),
  });
  ctx.changed("tills", row.publicId);
  return toTill(ctx, row);
}

/** Refuses if the browser is a till; one that was revoked no longer needs the browser's token. */
async function freeBrowser(ctx: WriteCtx, tokenHash: string | null): Promise<void> {
  if (tokenHash === null) return;
  const { device } = ctx.t;
  const own = or(eq(device.tokenHash, tokenHash), eq(device.id, ctx.actor.deviceId ?? 0));
  const [till] = await ctx.db.select().from(device).where(own);
  if (till === undefined) return;
  if (till.revokedAt === null) throw refuse("enrolled_already", { name: till.name });
  await ctx.db.update(device).set({ tokenHash: null }).where(eq(device.id, till.id));
}

/** Two tills in use do not have the same name; the shop is locked, so no other can take it now. */
async function checkName(
  ctx: WriteCtx,
  name: string,
  ownId: number | null,
  path = "name",
): Promise<void> {
  const key = identityKey(name);
  const other = (await selectTills(ctx)).find(
    (row) => row.revokedAt === null && row.id !== ownId && identityKey(row.name) === key,
  );
  if (other === undefined) return;
  throw refuse("duplicate", { field: "name", value: name, existingId: other.publicId }, path);
}

/** The prefixes of revoked tills, of callers without a till, and of earlier series stay theirs: receipts have them. */
async function checkPrefix(ctx: WriteCtx, prefix: string, ownId: number | null): Promise<void> {
  const { device, sale } = ctx.t;
  const ofReceipts = ctx.db
    .select({ id: sale.deviceId })
    .from(sale)
    .where(like(sale.receiptNumber, `${prefix}-%`));
  const holders = await ctx.db
    .select()
    .from(device)
    .where(or(eq(device.receiptPrefix, prefix), inArray(device.id, ofReceipts)));
  checkUnique(holders, { field: "receiptPrefix", value: prefix, ownId });
}

function prefixTaken(value: string) {
  const field = "receiptPrefix";
  return { constraint: "device_receipt_prefix_unique", field, value, path: field };
}

function selectTills(tx: ReadTx): Promise<DeviceRow[]> {
  const { device } = tx.t;
  return tx.db.select().from(device).where(ne(device.kind, "virtual")).orderBy(asc(device.id));
}

function audited(row: DeviceRow) {
  const { name, receiptPrefix, revokedAt } = row;
  return { name, receiptPrefix, revoked: revokedAt !== null };
}

/** As it was printed: the till may have begun another series since. Null before its first receipt. */
async function lastNumberOf(
  { db, t: { sale } }: ReadTx,
  { id, lastSeq }: DeviceRow,
): Promise<string | null> {
  const [last] = await db
    .select({ receiptNumber: sale.receiptNumber })
    .from(sale)
    .where(and(eq(sale.deviceId, id), eq(sale.deviceSeq, lastSeq)));
  return last?.receiptNumber ?? null;
}

async function toTill(ctx: ReadCtx, row: DeviceRow): Promise<Till> {
  return {
    id: row.publicId,
    name: row.name,
    receiptPrefix: row.receiptPrefix,
    lastReceiptNumber: await lastNumberOf(ctx, row),
    lastUsedAt: isoInstantOrNull(row.lastUsedAt),
    thisDevice: row.id === ctx.actor.deviceId,
    revokedAt: isoInstantOrNull(row.revokedAt),
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}

/** The row id of a till. Refuses 404 at `path`. */
export async function deviceIdOf(tx: ReadTx, id: TillId, path = "id"): Promise<number> {
  return (await getTillRow(tx, id, path)).id;
}

/** Records that a till was used just now. */
export async function touchTill(ctx: WriteCtx, deviceId: number): Promise<void> {
  await ctx.db
    .update(ctx.t.device)
    .set({ lastUsedAt: ctx.now })
    .where(sql`${ctx.t.device.id} = ${deviceId}`);
}

/** Refuses 403 `till_revoked` in the browser of a revoked till: it takes no money, and moves none. */
export function refuseRevokedTill({ actor }: ReadCtx): void {
  if (actor.tillRevoked) throw refuse("till_revoked", {});
}
