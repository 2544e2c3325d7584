import type { Product } from "@daybook/contract/products";
import type { ReadCtx } from "../context.ts";
import { getProductRow } from "./product-rows.ts";
import { viewProduct } from "./product-view.ts";

/** Refuses 404 `not_found` at `id`. */
export async function getProduct(ctx: ReadCtx, input: { id: string }): Promise<Product> {
  return viewProduct(ctx, await getProductRow(ctx, input.id));
}
