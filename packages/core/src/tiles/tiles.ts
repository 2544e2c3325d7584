/** The tiles that a till shows: chosen products in a chosen order, on pages with a name. */
import { and, asc, eq, inArray } from "drizzle-orm";
import type { TillId } from "@daybook/contract/ids";
import type {
  ArrangeTiles,
  OwnTiles,
  TileArrangement,
  TileArrangements,
  TilePage,
} from "@daybook/contract/tiles";
import { newId } from "@daybook/contract/uuid";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { checkVersion, insertedRow } from "../records/versions.ts";
import { deviceIdOf } from "../tills/tills.ts";
import { recordAudit } from "../writes/audit.ts";
import { lockShop } from "../writes/lock-shop.ts";

const ALL = "all";

/** Every arrangement, that of all tills first; one that was removed has no pages. */
export async function listTiles(ctx: ReadCtx): Promise<TileArrangements> {
  const rows = await selectArrangements(ctx).orderBy(asc(ctx.t.tileArrangement.id));
  const found = await withPages(ctx, rows);
  return {
    items: [
      ...found.filter(({ till }) => till === null),
      ...found.filter(({ till }) => till !== null),
    ],
  };
}

/** The pages of the till of the actor: its own, or else those of all tills. */
export async function ownTiles(ctx: ReadCtx): Promise<OwnTiles> {
  const { deviceId } = ctx.actor;
  const { tileArrangement } = ctx.t;
  const rows = await selectArrangements(ctx)
    .orderBy(asc(tileArrangement.id))
    .where(
      deviceId === null
        ? eq(tileArrangement.scope, ALL)
        : inArray(tileArrangement.scope, [ALL, await scopeOfDevice(ctx, deviceId)]),
    );
  const found = (await withPages(ctx, rows)).filter(({ pages }) => pages.length > 0);
  const shown = found.find(({ till }) => till !== null) ?? found[0];
  return { pages: (shown?.pages ?? []).map(toPage) };
}

/**
 * Replaces the arrangement of a till or of all tills. Refuses 404 at `tillId` and `pages.N.productIds.N`, and 409
 * `stale_version` if it was arranged since it was read.
 */
export async function arrangeTiles(ctx: WriteCtx, input: ArrangeTiles): Promise<TileArrangement> {
  await lockShop(ctx);
  const { tillId, version, pages } = input;
  const deviceId = tillId === null ? null : await deviceIdOf(ctx, tillId, "tillId");
  const ids = await productRowIds(ctx, pages);
  const before = await arrangementOf(ctx, tillId, deviceId);
  await checkVersion(ctx, { entity: "tileArrangement", row: before.row, version });
  await replacePages(ctx, before.row.id, pages, ids);
  await ctx.db
    .update(ctx.t.tileArrangement)
    .set({ version: version + 1 })
    .where(eq(ctx.t.tileArrangement.id, before.row.id));
  const after = await getArrangement(ctx, before.row.id);
  await recordAudit(ctx, {
    action: "tiles.arrange",
    entity: "tileArrangement",
    entityId: after.id,
    before: audited(before.shown),
    after: audited(after),
  });
  ctx.changed("tiles", after.id);
  return after;
}

function selectArrangements({ db, t }: ReadCtx) {
  return db
    .select({
      row: t.tileArrangement,
      tillId: t.device.publicId,
      tillName: t.device.name,
    })
    .from(t.tileArrangement)
    .leftJoin(t.device, eq(t.device.id, t.tileArrangement.deviceId));
}

type Selected = Awaited<ReturnType<typeof selectArrangements>>[number];

async function withPages(ctx: ReadCtx, rows: readonly Selected[]): Promise<TileArrangement[]> {
  if (rows.length === 0) return [];
  const { tilePage, tile, product } = ctx.t;
  const ids = rows.map(({ row }) => row.id);
  const pages = await ctx.db
    .select()
    .from(tilePage)
    .where(inArray(tilePage.arrangementId, ids))
    .orderBy(asc(tilePage.arrangementId), asc(tilePage.position));
  const tiles = await ctx.db
    .select({
      pageId: tile.pageId,
      id: product.publicId,
      name: product.name,
      deactivatedAt: product.deactivatedAt,
    })
    .from(tile)
    .innerJoin(tilePage, eq(tilePage.id, tile.pageId))
    .innerJoin(product, eq(product.id, tile.productId))
    .where(inArray(tilePage.arrangementId, ids))
    .orderBy(asc(tile.pageId), asc(tile.position));
  return rows.map(({ row, tillId, tillName }) => ({
    id: row.publicId,
    till: tillId === null || tillName === null ? null : { id: tillId, name: tillName },
    version: row.version,
    pages: pages
      .filter(({ arrangementId }) => arrangementId === row.id)
      .map((page) => ({
        name: page.name,
        products: tiles
          .filter(({ pageId }) => pageId === page.id)
          .map(({ id, name, deactivatedAt }) => ({ id, name, active: deactivatedAt === null })),
      })),
  }));
}

async function getArrangement(ctx: ReadCtx, rowId: number): Promise<TileArrangement> {
  const rows = await selectArrangements(ctx).where(eq(ctx.t.tileArrangement.id, rowId));
  return insertedRow(await withPages(ctx, rows));
}

/** The arrangement before a change; a new one has the version 0 and no pages. */
async function arrangementOf(ctx: WriteCtx, tillId: TillId | null, deviceId: number | null) {
  const { tileArrangement } = ctx.t;
  const scope = tillId ?? ALL;
  const [known] = await ctx.db
    .select()
    .from(tileArrangement)
    .where(eq(tileArrangement.scope, scope));
  const row =
    known ??
    insertedRow(
      await ctx.db
        .insert(tileArrangement)
        .values({ publicId: newId(ctx.now), scope, deviceId, version: 0 })
        .returning(),
    );
  return { row, shown: await getArrangement(ctx, row.id) };
}

async function replacePages(
  ctx: WriteCtx,
  arrangementId: number,
  pages: readonly TilePage[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const { tile, tilePage } = ctx.t;
  const old = await ctx.db
    .select({ id: tilePage.id })
    .from(tilePage)
    .where(eq(tilePage.arrangementId, arrangementId));
  const oldIds = old.map(({ id }) => id);
  await ctx.db.delete(tile).where(inArray(tile.pageId, oldIds));
  await ctx.db.delete(tilePage).where(inArray(tilePage.id, oldIds));
  for (const [position, { name, productIds }] of pages.entries()) {
    const { id: pageId } = insertedRow(
      await ctx.db.insert(tilePage).values({ arrangementId, position, name }).returning(),
    );
    const tiles = productIds.flatMap((productId, place) => {
      const rowId = ids.get(productId);
      return rowId === undefined ? [] : [{ pageId, position: place, productId: rowId }];
    });
    if (tiles.length > 0) await ctx.db.insert(tile).values(tiles);
  }
}

/** The row ids of the products, by their public ids. Refuses 404 at the first that does not exist. */
async function productRowIds(
  ctx: ReadCtx,
  pages: readonly TilePage[],
): Promise<ReadonlyMap<string, number>> {
  const { product } = ctx.t;
  const wanted = [...new Set(pages.flatMap(({ productIds }) => productIds))];
  const rows = await ctx.db
    .select({ id: product.id, publicId: product.publicId })
    .from(product)
    .where(inArray(product.publicId, wanted));
  const ids = new Map<string, number>(rows.map((row) => [row.publicId, row.id]));
  for (const [page, { productIds }] of pages.entries())
    for (const [index, id] of productIds.entries())
      if (!ids.has(id)) {
        const path = `pages.${page}.productIds.${index}`;
        throw refuse("not_found", { entity: "product", id }, path);
      }
  return ids;
}

async function scopeOfDevice({ db, t }: ReadCtx, deviceId: number): Promise<string> {
  const rows = await db
    .select({ id: t.device.publicId })
    .from(t.device)
    .where(and(eq(t.device.id, deviceId), eq(t.device.kind, "till")));
  return rows[0]?.id ?? ALL;
}

function toPage({ name, products }: TileArrangement["pages"][number]): TilePage {
  return { name, productIds: products.map(({ id }) => id) };
}

/** As the audit log shows it: each page with the names of its products. */
function audited({ till, pages }: TileArrangement) {
  return {
    till: till?.name ?? "",
    pages: pages
      .map(({ name, products }) => `${name}: ${products.map((one) => one.name).join(", ")}`)
      .join("; "),
  };
}
