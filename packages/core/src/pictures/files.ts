/** The PDF files of products and of suppliers. */
import { and, asc, eq } from "drizzle-orm";
import { MOST_FILES } from "@daybook/contract/pictures";
import type {
  AddProductFile,
  AddSupplierFile,
  FileHash,
  Files,
  ListProductFiles,
  ListSupplierFiles,
  RemoveProductFile,
  RemoveSupplierFile,
} from "@daybook/contract/pictures";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { getProductRow } from "../products/product-rows.ts";
import { getSupplierRow } from "../suppliers/supplier-rows.ts";
import { recordAudit } from "../writes/audit.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { adder, addedByOf } from "./added-by.ts";
import { releaseStored, requireStored } from "./stored-files.ts";

/** Refuses 404 `not_found` at `productId`. */
export async function listProductFiles(ctx: ReadCtx, input: ListProductFiles): Promise<Files> {
  return viewFiles(ctx, await ofProduct(ctx, input.productId));
}

/**
 * Adds a PDF that was sent before. Refuses 404 `not_found` at `productId` and `file`, 409 `attached_already` and, beyond
 * `MOST_FILES`, 409 `too_many_attached` at `file`.
 */
export async function addProductFile(ctx: WriteCtx, input: AddProductFile): Promise<Files> {
  await lockShop(ctx);
  return add(ctx, await ofProduct(ctx, input.productId), input);
}

/** Removes a PDF, and deletes its bytes if nothing else shows them. Refuses 404 at `productId` and `file`. */
export async function removeProductFile(ctx: WriteCtx, input: RemoveProductFile): Promise<Files> {
  await lockShop(ctx);
  return remove(ctx, await ofProduct(ctx, input.productId), input.file);
}

/** Refuses 404 `not_found` at `supplierId`. */
export async function listSupplierFiles(ctx: ReadCtx, input: ListSupplierFiles): Promise<Files> {
  return viewFiles(ctx, await ofSupplier(ctx, input.supplierId));
}

/** As `addProductFile`, for a supplier. */
export async function addSupplierFile(ctx: WriteCtx, input: AddSupplierFile): Promise<Files> {
  await lockShop(ctx);
  return add(ctx, await ofSupplier(ctx, input.supplierId), input);
}

/** As `removeProductFile`, for a supplier. */
export async function removeSupplierFile(ctx: WriteCtx, input: RemoveSupplierFile): Promise<Files> {
  await lockShop(ctx);
  return remove(ctx, await ofSupplier(ctx, input.supplierId), input.file);
}

/** The record whose files are meant. */
interface Owner {
  readonly entity: "product" | "supplier";
  readonly id: number;
  readonly publicId: string;
}

async function ofProduct(ctx: ReadCtx, id: ListProductFiles["productId"]): Promise<Owner> {
  return { entity: "product", ...(await getProductRow(ctx, id, "productId")) };
}

async function ofSupplier(ctx: ReadCtx, id: ListSupplierFiles["supplierId"]): Promise<Owner> {
  return { entity: "supplier", ...(await getSupplierRow(ctx, id, "supplierId")) };
}

async function add(
  ctx: WriteCtx,
  owner: Owner,
  { file, name }: { file: FileHash; name: string },
): Promise<Files> {
  await requireStored(ctx, { hash: file, format: "pdf", path: "file" });
  const rows = await rowsOf(ctx, owner);
  const same = rows.find((row) => row.hash === file);
  if (same !== undefined) throw refuse("attached_already", { name: same.name }, "file");
  if (rows.length >= MOST_FILES)
    throw refuse("too_many_attached", { of: "files", most: MOST_FILES }, "file");
  const row = { hash: file, name, addedBy: adder(ctx), addedAt: ctx.now };
  if (owner.entity === "product")
    await ctx.db.insert(ctx.t.productFile).values({ ...row, productId: owner.id });
  else await ctx.db.insert(ctx.t.supplierFile).values({ ...row, supplierId: owner.id });
  return changed(ctx, owner, "add", { after: { file, name } });
}

async function remove(ctx: WriteCtx, owner: Owner, file: FileHash): Promise<Files> {
  const row = (await rowsOf(ctx, owner)).find((one) => one.hash === file);
  if (row === undefined) throw refuse("not_found", { entity: "file", id: file }, "file");
  const { productFile, supplierFile } = ctx.t;
  if (owner.entity === "product")
    await ctx.db
      .delete(productFile)
      .where(and(eq(productFile.productId, owner.id), eq(productFile.hash, file)));
  else
    await ctx.db
      .delete(supplierFile)
      .where(and(eq(supplierFile.supplierId, owner.id), eq(supplierFile.hash, file)));
  await releaseStored(ctx, file);
  return changed(ctx, owner, "remove", { before: { file, name: row.name } });
}

async function changed(
  ctx: WriteCtx,
  owner: Owner,
  verb: string,
  what: { readonly before?: unknown; readonly after?: unknown },
): Promise<Files> {
  const { entity, publicId: entityId } = owner;
  await recordAudit(ctx, { action: `${entity}Files.${verb}`, entity, entityId, ...what });
  ctx.changed(entity === "product" ? "products" : "suppliers", entityId);
  return viewFiles(ctx, owner);
}

/** The files of a record, by name. */
function rowsOf(ctx: ReadCtx, { entity, id }: Owner) {
  const { productFile, supplierFile, storedFile, appUser } = ctx.t;
  const table = entity === "product" ? productFile : supplierFile;
  return ctx.db
    .select({
      hash: table.hash,
      name: table.name,
      bytes: storedFile.size,
      addedAt: table.addedAt,
      addedById: appUser.publicId,
      addedByName: appUser.name,
    })
    .from(table)
    .innerJoin(storedFile, eq(storedFile.hash, table.hash))
    .leftJoin(appUser, eq(appUser.id, table.addedBy))
    .where(entity === "product" ? eq(productFile.productId, id) : eq(supplierFile.supplierId, id))
    .orderBy(asc(table.name), asc(table.hash));
}

async function viewFiles(ctx: ReadCtx, owner: Owner): Promise<Files> {
  const rows = await rowsOf(ctx, owner);
  return {
    items: rows.map((row) => ({
      file: row.hash,
      name: row.name,
      bytes: row.bytes,
      addedAt: isoInstant(row.addedAt),
      addedBy: addedByOf(row),
    })),
  };
}
