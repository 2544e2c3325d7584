/** The cash drawers of the shop and the tills whose cash goes into them. */
import { and, desc, eq, inArray, isNotNull, isNull, max, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { DrawerId } from "@daybook/contract/ids";
import { ZERO_MINOR } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { FIRST_PAY_OUT_CATEGORIES, MOST_OFFERED_CATEGORIES } from "@daybook/contract/drawers";
import type {
  CreateDrawer,
  Drawer,
  Drawers,
  DrawerState,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import { prepared, settingEvery } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord, nextVersion } from "../records/versions.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { drawerRows, selectDrawers } from "./drawer-rows.ts";
import type { DrawerRow, SessionRow } from "./drawer-rows.ts";

/** All drawers, also deactivated ones, in the order of their creation. */
export async function listDrawers(ctx: ReadCtx): Promise<Drawers> {
  const rows = await selectDrawers(ctx);
  const tills = await tillsOf(ctx);
  const items: Drawer[] = [];
  for (const row of rows) items.push(await toDrawer(ctx, row, tills));
  const own = tills.find(({ deviceId }) => deviceId === ctx.actor.deviceId);
  return {
    items,
    ownDrawerId: rows.find(({ id }) => id === own?.drawerId)?.publicId ?? null,
    payOutCategories: await payOutCategories(ctx),
  };
}

/** The pay-outs that decide which categories are offered. */
const LAST_PAY_OUTS = 100;

/** The categories of the last pay-outs, the most frequent first, filled up with those of a new shop. */
async function payOutCategories({ db, t }: ReadCtx): Promise<string[]> {
  const { cashEntry } = t;
  const last = await db
    .select({ category: cashEntry.category })
    .from(cashEntry)
    .where(eq(cashEntry.kind, "pay_out"))
    .orderBy(desc(cashEntry.id))
    .limit(LAST_PAY_OUTS);
  const counted = new Map<string, { readonly name: string; count: number }>();
  for (const { category: name } of last) {
    const known = counted.get(identityKey(name));
    if (known === undefined) counted.set(identityKey(name), { name, count: 1 });
    else known.count += 1;
  }
  const used = [...counted.values()].sort((a, b) => b.count - a.count);
  const others = FIRST_PAY_OUT_CATEGORIES.filter((name) => !counted.has(identityKey(name)));
  return [...used.map(({ name }) => name), ...others].slice(0, MOST_OFFERED_CATEGORIES);
}

/** Adds a drawer. Refuses 409 `duplicate` at `name`. */
export async function createDrawer(ctx: WriteCtx, input: CreateDrawer): Promise<Drawer> {
  await checkName(ctx, input.name, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.cashDrawer)
      .values({ name: input.name, openSessionId: null, ...newRecord<DrawerId>(ctx) })
      .returning(),
    nameTaken(input.name),
  );
  return (await changes.created(ctx, rows)).audited;
}

/**
 * Changes the name or the tills of a drawer. Refuses 404, also at `tillIds.N`, 409 `stale_version`, 409 `duplicate` at
 * `name`, 409 `inactive` for tills of a deactivated drawer, and 409 `drawer_open` at `name` while this drawer is open and
 * at `tillIds` while this drawer or the one of a till is.
 */
export async function updateDrawer(ctx: WriteCtx, input: UpdateDrawer): Promise<Drawer> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  if (name !== before.name) {
    await checkName(ctx, name, before.id);
    await refuseOpenDrawers(ctx, [before.id], "name");
  }
  if (input.tillIds !== undefined && input.tillIds.length > 0)
    await drawerRows.getActive(ctx, input.id, "id");
  const { tillIds } = input;
  const also = tillIds === undefined ? undefined : () => setTills(ctx, before, tillIds);
  return (await changes.change(ctx, before, "update", { name }, also)).audited;
}

/**
 * Deactivates a drawer, which is held alone from then on. Refuses 404, 409 `stale_version`, 409 `drawer_open`, and 409
 * `still_in_use` by a till, or by the cash that was left in it.
 */
export async function retireDrawer(ctx: WriteCtx, input: DrawerState): Promise<Drawer> {
  const row = await changes.toChange(ctx, input);
  const { device } = ctx.t;
  // A revoked till may come back: it must not come back to this drawer.
  const revoked = await ctx.db
    .select({ id: device.id })
    .from(device)
    .where(and(eq(device.drawerId, row.id), isNotNull(device.revokedAt)));
  const gone = await holdTills(
    ctx,
    revoked.map(({ id }) => id),
  );
  await ctx.dialect.lockDrawer(ctx, row.id, "alone");
  const { openSessionId } = await drawerRows.get(ctx, input.id);
  if (openSessionId !== null) throw refuse("drawer_open", { name: row.name }, "id");
  const about = { entity: "drawer", id: input.id } as const;
  // Nobody would count it any more.
  if (row.deactivatedAt === null && ((await leftIn(ctx, row.id)) ?? 0) > 0)
    throw refuse("still_in_use", { ...about, by: "cash", name: null }, "id");
  const till = (await tillsOf(ctx)).find(({ drawerId }) => drawerId === row.id);
  if (till !== undefined)
    throw refuse("still_in_use", { ...about, by: "till", name: till.name }, "id");
  await moveTills(ctx, gone, null);
  return (await changes.deactivate(ctx, input)).audited;
}

export async function reactivateDrawer(ctx: WriteCtx, input: DrawerState): Promise<Drawer> {
  return (await changes.reactivate(ctx, input)).audited;
}

const updating = prepared((db, t) =>
  db
    .update(t.cashDrawer)
    .set(settingEvery(t.cashDrawer, "id", "publicId", "openSessionId"))
    .where(
      and(
        eq(t.cashDrawer.id, sql.placeholder("id")),
        eq(t.cashDrawer.version, sql.placeholder("was")),
      ),
    )
    .returning()
    .prepare(),
);

const changes = recordChanges({
  entity: "drawer",
  topic: "drawers",
  rows: drawerRows,
  update: (ctx, before, set) =>
    orDuplicate(
      updating(ctx).execute(nextVersion(before, set)),
      nameTaken(set.name ?? before.name),
    ),
  audited: async (ctx, row) => toDrawer(ctx, row, await tillsOf(ctx)),
});

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  // A shop has a few drawers, so no key of the name is stored.
  const key = identityKey(name);
  const holders = (await selectDrawers(ctx)).filter((row) => identityKey(row.name) === key);
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "cash_drawer_name_unique", field: "name", value: name, path: "name" };
}

/** Gives the drawer exactly these tills. Money of an open session never changes its drawer. */
async function setTills(
  ctx: WriteCtx,
  drawer: DrawerRow,
  tillIds: readonly string[],
): Promise<void> {
  // One decision at a time: a till has one drawer.
  await lockShop(ctx);
  const tills = await tillsOf(ctx);
  const wanted = tillIds.map((id, index) => {
    const till = tills.find(({ publicId }) => publicId === id);
    if (till === undefined) throw refuse("not_found", { entity: "till", id }, `tillIds.${index}`);
    return till;
  });
  const gone = tills.filter(
    (till) =>
      till.drawerId === drawer.id && !wanted.some(({ deviceId }) => deviceId === till.deviceId),
  );
  const added = wanted.filter(({ drawerId }) => drawerId !== drawer.id);
  if (gone.length + added.length === 0) return;
  await holdTills(
    ctx,
    [...gone, ...added].map(({ deviceId }) => deviceId),
  );
  await refuseOpenDrawers(
    ctx,
    [drawer.id, ...added.flatMap(({ drawerId }) => drawerId ?? [])],
    "tillIds",
  );
  await moveTills(
    ctx,
    gone.map(({ deviceId }) => deviceId),
    null,
  );
  await moveTills(
    ctx,
    added.map(({ deviceId }) => deviceId),
    drawer.id,
  );
  ctx.changed("tills", ...[...gone, ...added].map(({ publicId }) => publicId));
}

/**
 * Holds tills until the end of the transaction, in one order, and before any drawer: a document holds its till and then
 * the drawer.
 */
async function holdTills(ctx: WriteCtx, ids: readonly number[]): Promise<readonly number[]> {
  const { device } = ctx.t;
  const inOrder = [...ids].sort((a, b) => a - b);
  for (const id of inOrder)
    await ctx.db
      .update(device)
      .set({ drawerId: sql`${device.drawerId}` })
      .where(eq(device.id, id));
  return inOrder;
}

/** Gives held tills another drawer, and keeps since when they have it. */
async function moveTills(
  ctx: WriteCtx,
  ids: readonly number[],
  drawerId: number | null,
): Promise<void> {
  if (ids.length === 0) return;
  const { device, tillDrawer } = ctx.t;
  await ctx.db
    .update(device)
    .set({ drawerId })
    .where(inArray(device.id, [...ids]));
  for (const deviceId of ids) {
    const [last] = await ctx.db
      .select({ since: max(tillDrawer.since) })
      .from(tillDrawer)
      .where(eq(tillDrawer.deviceId, deviceId));
    // In order also if the clock was set back.
    const since = Math.max(ctx.now, Number(last?.since ?? -1) + 1);
    await ctx.db.insert(tillDrawer).values({ deviceId, drawerId, since });
  }
}

async function refuseOpenDrawers(
  ctx: WriteCtx,
  ids: readonly number[],
  path: "name" | "tillIds",
): Promise<void> {
  for (const id of [...new Set(ids)].sort((a, b) => a - b))
    await ctx.dialect.lockDrawer(ctx, id, "alone");
  const open = (await selectDrawers(ctx)).find(
    (row) => ids.includes(row.id) && row.openSessionId !== null,
  );
  if (open !== undefined) throw refuse("drawer_open", { name: open.name }, path);
}

interface TillOfDrawer {
  readonly deviceId: number;
  readonly publicId: string;
  readonly name: string;
  readonly drawerId: number | null;
}

function tillsOf({ db, t }: ReadCtx): Promise<TillOfDrawer[]> {
  return db
    .select({
      deviceId: t.device.id,
      publicId: t.device.publicId,
      name: t.device.name,
      drawerId: t.device.drawerId,
    })
    .from(t.device)
    .where(and(eq(t.device.kind, "till"), isNull(t.device.revokedAt)))
    .orderBy(t.device.id);
}

async function toDrawer(
  ctx: ReadCtx,
  row: DrawerRow,
  all: readonly TillOfDrawer[],
): Promise<Drawer> {
  const tills = all.filter(({ drawerId }) => drawerId === row.id);
  const open = row.openSessionId === null ? null : await sessionById(ctx, row.openSessionId);
  const leftMinor = await leftIn(ctx, row.id);
  return {
    id: row.publicId,
    name: row.name,
    tills: tills.map(({ publicId, name }) => ({ id: publicId, name })),
    session: open === null ? null : toOpenSession(open),
    leftMinor: leftMinor ?? ZERO_MINOR,
    everClosed: leftMinor !== null,
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}

async function sessionById(ctx: ReadCtx, id: number): Promise<SessionRow | null> {
  const { drawerSession } = ctx.t;
  const [row] = await ctx.db.select().from(drawerSession).where(eq(drawerSession.id, id));
  return row ?? null;
}

/** A session for its readers. */
export function toOpenSession(row: SessionRow) {
  return {
    id: row.publicId,
    openedAt: isoInstant(row.openedAt),
    openedBy: row.openedByName,
    businessDate: row.businessDate,
    leftMinor: row.leftMinor,
    floatMinor: row.floatMinor,
  };
}

/** What the last closing left in a drawer; null before the first one. */
export async function leftIn(ctx: ReadCtx, drawerId: number): Promise<Minor | null> {
  const { closing, drawerSession } = ctx.t;
  const [last] = await ctx.db
    .select({ leftMinor: closing.leftMinor })
    .from(closing)
    .innerJoin(drawerSession, eq(drawerSession.id, closing.sessionId))
    .where(and(eq(drawerSession.drawerId, drawerId), isNull(closing.supplementOf)))
    .orderBy(desc(closing.id))
    .limit(1);
  return last?.leftMinor ?? null;
}
