import { asc, eq } from "drizzle-orm";
import type { BookedStockDocument, ReverseStockDocument } from "@daybook/contract/stock";
import type { Permission } from "@daybook/contract/permissions";
import { recordAudit } from "../writes/audit.ts";
import { businessTime } from "@daybook/contract/business-time";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { requirePermission } from "../context/require-permission.ts";
import { getProductRow } from "../products/product-rows.ts";
import { getShop } from "../settings/shop.ts";
import { getStockDocument, ofDocument } from "./get-stock-document.ts";
import { postMovements } from "./post-movements.ts";
import type { MovementLine } from "./post-movements.ts";
import { reversalOf } from "./reversal-of.ts";

/** Users who may create such a document may also reverse it. */
const RIGHT_TO: Readonly<Record<BookedStockDocument["kind"], Permission>> = {
  opening: "movements.opening",
  receive: "movements.receive",
  adjust: "movements.adjust",
  waste: "movements.adjust",
  transfer: "movements.transfer",
};

/**
 * Reverses a manual stock document: each movement is reversed at exactly its cost, with the time of the document, which
 * is kept. Only as a whole, once, and on the business day it was recorded.
 *
 * Refuses 404 `not_found`, 403 `forbidden` without the permission to create such a document, 409 `wrong_state` if it
 * was already reversed, `cannot_undo` on a later day or if its cost was used since, `insufficient_stock` and
 * `insufficient_stock_then` if its goods are no longer there, `inactive` for a deactivated location.
 */
export async function reverseStockDocument(
  ctx: WriteCtx,
  input: ReverseStockDocument,
): Promise<BookedStockDocument> {
  const { stockDocument } = ctx.t;
  const [document] = await ctx.db
    .select()
    .from(stockDocument)
    .where(eq(stockDocument.publicId, input.id));
  if (document === undefined)
    throw refuse("not_found", { entity: "stockDocument", id: input.id }, "id");
  requirePermission(ctx, RIGHT_TO[document.kind], "id");
  const shop = await getShop(ctx);
  const dayOf = (at: number) => businessTime(shop, at).businessDate;
  if (dayOf(document.recordedAt) !== dayOf(ctx.now))
    throw refuse("cannot_undo", { why: "other_day" }, "id");
  const lines = await reversalsOf(ctx, document.id, input.id);
  const { id, occurredAt, businessDate } = document;
  await postMovements(ctx, { type: "stock", id, occurredAt, businessDate }, lines);
  await recordAudit(ctx, {
    action: "movements.reverse",
    entity: "stockDocument",
    entityId: input.id,
    before: { kind: document.kind },
    after: { lines: lines.length },
    reason: input.note,
  });
  return getStockDocument(ctx, { id: input.id });
}

async function reversalsOf(
  ctx: WriteCtx,
  documentId: number,
  publicId: string,
): Promise<MovementLine[]> {
  const { movement, product } = ctx.t;
  const select = () =>
    ctx.db
      .select({ movement, productId: product.publicId })
      .from(movement)
      .innerJoin(product, eq(product.id, movement.productId))
      .where(ofDocument(ctx, documentId))
      .orderBy(asc(movement.id));
  const ids = new Set((await select()).map((row) => row.movement.productId));
  // Under concurrency, the second request waits here and finds the reversal of the first.
  await ctx.dialect.lockStock(
    ctx,
    [...ids].sort((a, b) => a - b),
  );
  const rows = await select();
  if (rows.some((row) => row.movement.reverses !== null)) {
    const details = { entity: "stockDocument", id: publicId, state: "undone" } as const;
    throw refuse("wrong_state", details, "id");
  }
  const lines: MovementLine[] = [];
  for (const { movement: original, productId } of rows)
    lines.push(await reversalOf(ctx, original, await getProductRow(ctx, productId)));
  return lines;
}
