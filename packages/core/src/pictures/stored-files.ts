/** The bytes of pictures and files: stored once, and deleted with the last row that shows them. */
import { and, eq, lt, notExists, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { FileHash, FileUpload, PictureHash, PictureUpload } from "@daybook/contract/pictures";
import type { Entity } from "@daybook/contract/reasons";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";

/** How long sent bytes may wait for the record that shows them. */
const WAITS_MS = 24 * 3600_000;

/** A picture in its two sizes, as WebP. `small` is null if the picture is that small itself. */
export interface PictureBytes {
  readonly hash: PictureHash;
  readonly large: Buffer;
  readonly width: number;
  readonly height: number;
  readonly small: { readonly hash: string; readonly bytes: Buffer } | null;
}

export interface FileBytes {
  readonly hash: FileHash;
  readonly content: Buffer;
}

/** Stores a picture until a product shows it; within a day, or it is deleted. */
export async function storePicture(ctx: WriteCtx, picture: PictureBytes): Promise<PictureUpload> {
  const { hash, large, width, height, small } = picture;
  await store(ctx, {
    hash,
    format: "webp",
    width,
    height,
    content: large,
    smallHash: small?.hash ?? null,
    small: small?.bytes ?? null,
  });
  return { picture: hash, width, height };
}

/** Stores a PDF until a product or supplier shows it; within a day, or it is deleted. */
export async function storeFile(ctx: WriteCtx, { hash, content }: FileBytes): Promise<FileUpload> {
  const none = { width: null, height: null, smallHash: null, small: null };
  await store(ctx, { hash, format: "pdf", content, ...none });
  return { file: hash, bytes: content.length };
}

type StoredRow = Tables["storedFile"]["$inferInsert"];

async function store(ctx: WriteCtx, row: Omit<StoredRow, "size" | "storedAt">): Promise<void> {
  const { storedFile } = ctx.t;
  await ctx.db
    .insert(storedFile)
    .values({ ...row, size: row.content.length, storedAt: ctx.now })
    .onConflictDoUpdate({ target: storedFile.hash, set: { storedAt: ctx.now } });
}

/** Refuses 404 `not_found` at `path` unless bytes of this kind were sent before. */
export async function requireStored(
  ctx: ReadCtx,
  { hash, format, path }: { hash: string; format: "webp" | "pdf"; path: string },
): Promise<void> {
  const { storedFile } = ctx.t;
  const [found] = await ctx.db
    .select({ hash: storedFile.hash })
    .from(storedFile)
    .where(and(isHash(ctx.t, hash), eq(storedFile.format, format)));
  const entity: Entity = format === "webp" ? "picture" : "file";
  if (found === undefined) throw refuse("not_found", { entity, id: hash }, path);
}

/** Deletes bytes that no row shows any more. Call it after the last row is deleted, while the shop is locked. */
export async function releaseStored(ctx: WriteCtx, hash: string): Promise<void> {
  await ctx.db.delete(ctx.t.storedFile).where(and(isHash(ctx.t, hash), isUnused(ctx)));
}

/** Deletes bytes that were sent more than a day ago and that no row shows. Returns their number. */
export async function deleteUnusedFiles(ctx: WriteCtx): Promise<number> {
  const { storedFile } = ctx.t;
  const deleted = await ctx.db
    .delete(storedFile)
    .where(and(lt(storedFile.storedAt, ctx.now - WAITS_MS), isUnused(ctx)))
    .returning({ hash: storedFile.hash });
  return deleted.length;
}

function isHash(t: Tables, hash: string): SQL {
  return sql`${t.storedFile.hash} = ${hash}`;
}

function isUnused({ db, t }: ReadCtx): SQL | undefined {
  return and(
    ...[t.productPicture, t.productFile, t.supplierFile].map((table) =>
      notExists(
        db.select({ hash: table.hash }).from(table).where(eq(table.hash, t.storedFile.hash)),
      ),
    ),
    // A logo stays with the receipts that show it.
    notExists(
      db
        .select({ hash: t.shopIdentity.receiptLogo })
        .from(t.shopIdentity)
        .where(eq(t.shopIdentity.receiptLogo, sql`${t.storedFile.hash}`)),
    ),
  );
}
