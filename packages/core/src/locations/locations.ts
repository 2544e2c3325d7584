import type { LocationId } from "@daybook/contract/ids";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type {
  CreateLocation,
  ListLocations,
  Location,
  Locations,
  LocationState,
  UpdateLocation,
} from "@daybook/contract/locations";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { keyAfter } from "../records/key-after.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import {
  checkParent,
  checkParentActive,
  inListOrder,
  lineOf,
  namesTo,
  treeOf,
} from "../trees/tree.ts";
import type { Tree } from "../trees/tree.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord } from "../records/versions.ts";
import { getActiveLocationRow, getLocationRow, locationRows } from "./location-rows.ts";
import type { LocationRow } from "./location-rows.ts";
import type { StillInUse } from "@daybook/contract/reasons";

/** Every location, sorted by path so that a shelf follows its aisle. Shops have only dozens, so there is no paging. */
export async function listLocations(ctx: ReadCtx, input: ListLocations): Promise<Locations> {
  const tree = await readTree(ctx);
  const items = inListOrder(tree)
    .map((row) => toLocation(tree, row))
    .filter(({ active }) => input.active === "all" || active === (input.active === "active"));
  return { items };
}

/** Refuses 404 `not_found` at `id`. */
export async function getLocation(ctx: ReadCtx, input: { id: LocationId }): Promise<Location> {
  const row = await getLocationRow(ctx, input.id);
  return toLocation(await readTree(ctx), row);
}

/**
 * Refuses 409 `duplicate` at `name` (unique in the shop, case-insensitive), 404 or 409 `inactive` for the parent and
 * 422 `tree_too_deep`, all three at `parentId`.
 */
export async function createLocation(ctx: WriteCtx, input: CreateLocation): Promise<Location> {
  const parentId = await parentRowId(ctx, null, input.parentId);
  await checkName(ctx, input.name, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.location)
      .values({
        ...newRecord<LocationId>(ctx),
        parentId,
        name: input.name,
        nameKey: identityKey(input.name),
        address: input.address,
        kind: input.kind,
      })
      .returning(),
    nameTaken(input.name),
  );
  return (await changes.created(ctx, rows)).audited;
}

/**
 * As `createLocation`, and 409 `stale_version`, 422 `tree_cycle` at `parentId`. The stock of a location moves with it,
 * so the alerts of its old and new parents are re-evaluated.
 */
export async function updateLocation(ctx: WriteCtx, input: UpdateLocation): Promise<Location> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  const nameKey = keyAfter(name, { text: before.name, key: before.nameKey });
  if (nameKey !== before.nameKey) await checkName(ctx, name, before.id);
  const parentId =
    input.parentId === undefined
      ? before.parentId
      : await parentRowId(ctx, before.id, input.parentId);
  const set = { name, nameKey, address: input.address ?? before.address, parentId };
  if (parentId === before.parentId)
    return (await changes.change(ctx, before, "update", set)).audited;
  const productIds = await productsRuledAround(ctx, [before.parentId, parentId]);
  await ctx.dialect.lockStock(ctx, productIds);
  const moved = await changes.change(ctx, before, "update", set);
  await evaluateLowStock(ctx, productIds);
  return moved.audited;
}

/** The products (internal ids) with a reorder rule for one of these locations or one of their ancestors. */
async function productsRuledAround(
  ctx: WriteCtx,
  placeIds: readonly (number | null)[],
): Promise<number[]> {
  const tree = await readTree(ctx);
  const around = placeIds.flatMap((id) => (id === null ? [] : lineOf(tree, id)));
  if (around.length === 0) return [];
  const { reorderRule } = ctx.t;
  const rows = await ctx.db
    .selectDistinct({ productId: reorderRule.productId })
    .from(reorderRule)
    .where(
      inArray(
        reorderRule.locationId,
        around.map(({ id }) => id),
      ),
    )
    .orderBy(reorderRule.productId);
  return rows.map(({ productId }) => productId);
}

/**
 * Deactivates a location; its history is kept. Refuses 409 `still_in_use` while it contains stock or active locations
 * and if it is the last sellable location.
 */
export async function deactivateLocation(ctx: WriteCtx, input: LocationState): Promise<Location> {
  // Stock of uncommitted documents would not be visible here, so the lock is taken first.
  await ctx.dialect.lockLedger(ctx);
  await lockShop(ctx);
  const row = await changes.toChange(ctx, input);
  const user = await userOf(ctx, row);
  if (user !== null) throw refuse("still_in_use", { entity: "location", id: input.id, ...user });
  const deactivatedAt = row.deactivatedAt ?? ctx.now;
  return (await changes.change(ctx, row, "deactivate", { deactivatedAt })).audited;
}

/** Refuses 409 `inactive` at `parentId` while the parent is deactivated. */
export async function reactivateLocation(ctx: WriteCtx, input: LocationState): Promise<Location> {
  await lockShop(ctx);
  const row = await changes.toChange(ctx, input);
  checkParentActive(await readTree(ctx), row.parentId, "location");
  return (await changes.change(ctx, row, "reactivate", { deactivatedAt: null })).audited;
}

const changes = recordChanges({
  entity: "location",
  topic: "locations",
  rows: locationRows,
  update: ({ db, t: { location } }, before, set) =>
    orDuplicate(
      db
        .update(location)
        .set({ ...set, version: before.version + 1 })
        .where(and(eq(location.id, before.id), eq(location.version, before.version)))
        .returning(),
      nameTaken(set.name ?? before.name),
    ),
  audited: viewLocation,
});

async function viewLocation(ctx: ReadCtx, row: LocationRow): Promise<Location> {
  return toLocation(await readTree(ctx), row);
}

async function parentRowId(
  ctx: WriteCtx,
  id: number | null,
  parentId: LocationId | null,
): Promise<number | null> {
  if (parentId === null) return null;
  await lockShop(ctx);
  const parent = await getActiveLocationRow(ctx, parentId, "parentId");
  checkParent(await readTree(ctx), id, parent.id, "parentId");
  return parent.id;
}

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  const { location } = ctx.t;
  const holders = await ctx.db
    .select({ id: location.id, publicId: location.publicId })
    .from(location)
    .where(eq(location.nameKey, identityKey(name)));
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "location_name_key_unique", field: "name", value: name, path: "name" };
}

/** The record that still uses the location; null if there is none. */
async function userOf(ctx: WriteCtx, row: LocationRow): Promise<StillInUse | null> {
  const { location, stockLevel } = ctx.t;
  const [goods] = await ctx.db
    .select({ productId: stockLevel.productId })
    .from(stockLevel)
    .where(and(eq(stockLevel.locationId, row.id), sql`${stockLevel.onHandMilli} > 0`))
    .limit(1);
  if (goods !== undefined) return { by: "stock", name: null };
  const [child] = await ctx.db
    .select({ name: location.name })
    .from(location)
    .where(and(eq(location.parentId, row.id), isNull(location.deactivatedAt)))
    .limit(1);
  if (child !== undefined) return { by: "part", name: child.name };
  if (row.kind !== "store") return null;
  const [store] = await ctx.db
    .select({ id: location.id })
    .from(location)
    .where(and(eq(location.kind, "store"), isNull(location.deactivatedAt), ne(location.id, row.id)))
    .limit(1);
  return store === undefined ? { by: "till", name: null } : null;
}

async function readTree(ctx: ReadCtx): Promise<Tree<LocationRow>> {
  return treeOf(await ctx.db.select().from(ctx.t.location));
}

function toLocation(tree: Tree<LocationRow>, row: LocationRow): Location {
  const parent = row.parentId === null ? undefined : tree.get(row.parentId);
  return {
    id: row.publicId,
    name: row.name,
    address: row.address,
    kind: row.kind,
    parentId: parent?.publicId ?? null,
    path: namesTo(tree, row.id),
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
