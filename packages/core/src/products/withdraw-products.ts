import { eq, sql } from "drizzle-orm";
import { productSearchText } from "@daybook/contract/search-text";
import { prepared } from "@daybook/db/statement";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import type { ProductRow } from "./product-rows.ts";

const statements = prepared((db, t) => ({
  barcodes: db
    .delete(t.barcode)
    .where(eq(t.barcode.productId, sql.placeholder("id")))
    .returning({ shown: t.barcode.shown })
    .prepare(),
  deactivate: db
    .update(t.product)
    .set({
      deactivatedAt: sql`${sql.placeholder("now")}`,
      updatedAt: sql`${sql.placeholder("now")}`,
      search: sql`${sql.placeholder("search")}`,
      version: sql`${t.product.version} + 1`,
    })
    .where(eq(t.product.id, sql.placeholder("id")))
    .prepare(),
}));

/**
 * Deactivates products that were created by mistake, and frees their barcodes for others. The caller holds their stock
 * and has checked that nothing has used them.
 */
export async function withdrawProducts(
  ctx: WriteCtx,
  products: readonly ProductRow[],
): Promise<void> {
  for (const { id, publicId, sku, name } of products) {
    const codes = await statements(ctx).barcodes.execute({ id });
    const search = productSearchText({ sku, name, barcodes: [] });
    await statements(ctx).deactivate.execute({ id, now: ctx.now, search });
    const barcodes = codes.map(({ shown }) => shown);
    await recordAudit(ctx, {
      action: "products.deactivate",
      entity: "product",
      entityId: publicId,
      before: { active: true, barcodes },
      after: { active: false, barcodes: [] },
    });
    ctx.changed("products", publicId);
  }
  await evaluateLowStock(
    ctx,
    products.map(({ id }) => id),
  );
}
