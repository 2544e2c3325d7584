import type { StockDocument, WasteStock } from "@daybook/contract/stock";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { recordStockDocument } from "./stock-documents.ts";

/** Writes off goods at the moving average, with a reason. */
export async function wasteStock(ctx: WriteCtx, input: WasteStock): Promise<StockDocument> {
  return recordStockDocument(ctx, {
    input,
    kind: "waste",
    from: await getActiveLocationRow(ctx, input.locationId, "locationId"),
    to: null,
    reason: input.reason,
    lines: [
      { productId: input.productId, quantityMilli: input.quantityMilli, cost: "average", path: "" },
    ],
  });
}
