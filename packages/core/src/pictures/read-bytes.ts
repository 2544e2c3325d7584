/** The bytes of pictures and files, for the people who may see what shows them. */
import { and, eq, sql } from "drizzle-orm";
import type { FileHash, PictureHash } from "@daybook/contract/pictures";
import type { PictureSize } from "@daybook/contract/picture-path";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";

/** A large file is read in pieces, so that no sale waits for all of it. */
const PIECE_BYTES = 1024 * 1024;

/** The WebP of a picture. Refuses 404 `not_found`, and 403 without `products.read`. */
export async function readPicture(
  ctx: ReadCtx,
  { picture, size }: { readonly picture: PictureHash; readonly size: PictureSize },
): Promise<Buffer> {
  if (!ctx.actor.permissions.has("products.read"))
    throw refuse("forbidden", { permission: "products.read" });
  const { storedFile } = ctx.t;
  const of = (bytes: typeof storedFile.small | typeof storedFile.content) =>
    ctx.db
      .select({ bytes })
      .from(storedFile)
      .where(and(eq(storedFile.hash, picture), eq(storedFile.format, "webp")));
  const [found] = size === "small" ? await of(storedFile.small) : [];
  if (found?.bytes !== undefined && found.bytes !== null) return found.bytes;
  const [whole] = await of(storedFile.content);
  if (whole?.bytes === undefined || whole.bytes === null)
    throw refuse("not_found", { entity: "picture", id: picture });
  return whole.bytes;
}

/**
 * The size of a PDF. Refuses 404 `not_found`, also if nothing shows it that the actor may read: a file of a supplier
 * needs `suppliers.read`, one of a product `products.read`.
 */
export async function fileSize(ctx: ReadCtx, file: FileHash): Promise<number> {
  const { storedFile, productFile, supplierFile } = ctx.t;
  const [found] = await ctx.db
    .select({ size: storedFile.size })
    .from(storedFile)
    .where(and(eq(storedFile.hash, file), eq(storedFile.format, "pdf")));
  const { permissions } = ctx.actor;
  const isOf = async (table: typeof productFile | typeof supplierFile) => {
    const rows = await ctx.db
      .select({ hash: table.hash })
      .from(table)
      .where(eq(table.hash, file))
      .limit(1);
    return rows.length > 0;
  };
  const shown =
    found !== undefined &&
    ((permissions.has("products.read") && (await isOf(productFile))) ||
      (permissions.has("suppliers.read") && (await isOf(supplierFile))));
  if (!shown) throw refuse("not_found", { entity: "file", id: file });
  return found.size;
}

/** The next bytes of a PDF from a position; empty at its end. */
export async function readFilePiece(ctx: ReadCtx, file: FileHash, from: number): Promise<Buffer> {
  const { storedFile } = ctx.t;
  const piece = sql`substr(${storedFile.content}, ${sql.raw(String(from + 1))}, ${sql.raw(String(PIECE_BYTES))})`;
  const [found] = await ctx.db
    .select({ piece: piece.mapWith(storedFile.content) })
    .from(storedFile)
    .where(eq(storedFile.hash, file));
  return found?.piece ?? Buffer.alloc(0);
}
