/** The pictures of a product, in an order of which lists and tiles show the first. */
import { asc, eq } from "drizzle-orm";
import { MOST_PICTURES } from "@daybook/contract/pictures";
import type {
  AddPicture,
  ListPictures,
  MovePicture,
  PictureHash,
  Pictures,
  RemovePicture,
} from "@daybook/contract/pictures";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { getProductRow } from "../products/product-rows.ts";
import type { ProductRow } from "../products/product-rows.ts";
import { recordAudit } from "../writes/audit.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { adder, addedByOf } from "./added-by.ts";
import { releaseStored, requireStored } from "./stored-files.ts";

/** Refuses 404 `not_found` at `productId`. */
export async function listPictures(ctx: ReadCtx, input: ListPictures): Promise<Pictures> {
  const { id } = await getProductRow(ctx, input.productId, "productId");
  return viewPictures(ctx, id);
}

/**
 * Adds a picture that was sent before, as the last. Refuses 404 `not_found` at `productId` and `picture`, 409
 * `attached_already` and, beyond `MOST_PICTURES`, 409 `too_many_attached` at `picture`.
 */
export async function addPicture(ctx: WriteCtx, input: AddPicture): Promise<Pictures> {
  const { product, rows } = await toChange(ctx, input.productId);
  const hash = input.picture;
  await requireStored(ctx, { hash, format: "webp", path: "picture" });
  if (rows.some((row) => row.hash === hash))
    throw refuse("attached_already", { name: null }, "picture");
  if (rows.length >= MOST_PICTURES)
    throw refuse("too_many_attached", { of: "pictures", most: MOST_PICTURES }, "picture");
  const position = rows.length;
  await ctx.db
    .insert(ctx.t.productPicture)
    .values({ productId: product.id, position, hash, addedBy: adder(ctx), addedAt: ctx.now });
  return changed(ctx, product, "add", { after: onRecord(hash, position) });
}

/** Moves a picture to another position. Refuses 404 `not_found` at `productId` and `picture`. */
export async function movePicture(ctx: WriteCtx, input: MovePicture): Promise<Pictures> {
  const { product, rows } = await toChange(ctx, input.productId);
  const row = getRow(rows, input.picture);
  const others = rows.filter((one) => one !== row);
  const position = Math.min(input.position, others.length);
  if (position === row.position) return viewPictures(ctx, product.id);
  await arrange(ctx, product.id, others.toSpliced(position, 0, row));
  return changed(ctx, product, "move", {
    before: onRecord(row.hash, row.position),
    after: onRecord(row.hash, position),
  });
}

/**
 * Removes a picture, and deletes its bytes if no other product shows them. Refuses 404 `not_found` at `productId` and
 * `picture`.
 */
export async function removePicture(ctx: WriteCtx, input: RemovePicture): Promise<Pictures> {
  const { product, rows } = await toChange(ctx, input.productId);
  const row = getRow(rows, input.picture);
  await arrange(
    ctx,
    product.id,
    rows.filter((one) => one !== row),
  );
  await releaseStored(ctx, row.hash);
  return changed(ctx, product, "remove", { before: onRecord(row.hash, row.position) });
}

type PictureRow = Tables["productPicture"]["$inferSelect"];

/** The product with its pictures, which no other transaction changes until the end of this one. */
async function toChange(ctx: WriteCtx, productId: ListPictures["productId"]) {
  await lockShop(ctx);
  const product = await getProductRow(ctx, productId, "productId");
  const { productPicture } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(productPicture)
    .where(eq(productPicture.productId, product.id))
    .orderBy(asc(productPicture.position));
  return { product, rows };
}

function getRow(rows: readonly PictureRow[], hash: PictureHash): PictureRow {
  const row = rows.find((one) => one.hash === hash);
  if (row === undefined) throw refuse("not_found", { entity: "picture", id: hash }, "picture");
  return row;
}

/** Rewrites the few rows of a product, because two of them may not have one position even for a moment. */
async function arrange(
  ctx: WriteCtx,
  productId: number,
  rows: readonly PictureRow[],
): Promise<void> {
  const { productPicture } = ctx.t;
  await ctx.db.delete(productPicture).where(eq(productPicture.productId, productId));
  if (rows.length === 0) return;
  await ctx.db.insert(productPicture).values(rows.map((row, position) => ({ ...row, position })));
}

/** For the audit log: people count from 1. */
function onRecord(picture: PictureHash, position: number) {
  return { picture, position: position + 1 };
}

async function changed(
  ctx: WriteCtx,
  product: ProductRow,
  verb: string,
  what: { readonly before?: unknown; readonly after?: unknown },
): Promise<Pictures> {
  const entityId = product.publicId;
  await recordAudit(ctx, { action: `pictures.${verb}`, entity: "product", entityId, ...what });
  ctx.changed("products", entityId);
  return viewPictures(ctx, product.id);
}

async function viewPictures(ctx: ReadCtx, productId: number): Promise<Pictures> {
  const { productPicture, storedFile, appUser } = ctx.t;
  const rows = await ctx.db
    .select({
      picture: productPicture.hash,
      width: storedFile.width,
      height: storedFile.height,
      addedAt: productPicture.addedAt,
      addedById: appUser.publicId,
      addedByName: appUser.name,
    })
    .from(productPicture)
    .innerJoin(storedFile, eq(storedFile.hash, productPicture.hash))
    .leftJoin(appUser, eq(appUser.id, productPicture.addedBy))
    .where(eq(productPicture.productId, productId))
    .orderBy(asc(productPicture.position));
  return {
    items: rows.map((row) => ({
      picture: row.picture,
      width: row.width ?? 0,
      height: row.height ?? 0,
      addedAt: isoInstant(row.addedAt),
      addedBy: addedByOf(row),
    })),
  };
}
