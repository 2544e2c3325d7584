import { and, eq } from "drizzle-orm";
import type { Product, ProductState } from "@daybook/contract/products";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { checkVersion, updatedRow } from "../records/versions.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import { getProductRow } from "./product-rows.ts";
import { viewProduct } from "./product-view.ts";

/**
 * Deactivates a product: it can no longer be sold or received. Its history, its SKU, its barcodes and its stock are
 * kept, and reports include it; remaining stock can be moved, written off and adjusted. Refuses 404 and 409
 * `stale_version`.
 */
export function deactivateProduct(ctx: WriteCtx, input: ProductState): Promise<Product> {
  return changeState(ctx, input, false);
}

/** Refuses 404, 409 `stale_version` and 409 `inactive` at `categoryId` while its category is deactivated. */
export function reactivateProduct(ctx: WriteCtx, input: ProductState): Promise<Product> {
  return changeState(ctx, input, true);
}

async function changeState(ctx: WriteCtx, input: ProductState, active: boolean): Promise<Product> {
  const { product } = ctx.t;
  const row = await getProductRow(ctx, input.id);
  await checkVersion(ctx, { entity: "product", row, version: input.version });
  if (active) await checkCategoryActive(ctx, row.categoryId, "categoryId");
  await ctx.dialect.lockStock(ctx, [row.id]);
  const rows = await ctx.db
    .update(product)
    .set({
      deactivatedAt: active ? null : (row.deactivatedAt ?? ctx.now),
      version: row.version + 1,
      updatedAt: ctx.now,
    })
    .where(and(eq(product.id, row.id), eq(product.version, row.version)))
    .returning();
  const updated = await updatedRow(ctx, rows, { entity: "product", row });
  await recordAudit(ctx, {
    action: active ? "products.reactivate" : "products.deactivate",
    entity: "product",
    entityId: row.publicId,
    before: { active: row.deactivatedAt === null },
    after: { active },
  });
  await evaluateLowStock(ctx, [row.id]);
  ctx.changed("products", row.publicId);
  return viewProduct(ctx, updated);
}

/**
 * The category (internal id) of an active product must be active, also under concurrent changes: otherwise refuses 409
 * `inactive` at `path`.
 */
export async function checkCategoryActive(
  ctx: WriteCtx,
  categoryId: number | null,
  path: string,
): Promise<void> {
  if (categoryId === null) return;
  const { category } = ctx.t;
  const [found] = await ctx.db.select().from(category).where(eq(category.id, categoryId));
  assert(found !== undefined, "a category that products refer to is never deleted");
  if (found.deactivatedAt === null) return;
  throw refuse("inactive", { entity: "category", id: found.publicId }, path);
}
