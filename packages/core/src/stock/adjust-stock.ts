import type { AdjustStock, StockDocument } from "@daybook/contract/stock";
import { milli } from "@daybook/contract/quantity";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { recordStockDocument } from "./stock-documents.ts";

/** Records an adjustment with its reason: found goods come in and lost goods leave at the moving average. */
export async function adjustStock(ctx: WriteCtx, input: AdjustStock): Promise<StockDocument> {
  const place = await getActiveLocationRow(ctx, input.locationId, "locationId");
  const found = input.quantityMilli > 0;
  return recordStockDocument(ctx, {
    input,
    kind: "adjust",
    from: found ? null : place,
    to: found ? place : null,
    reason: input.reason,
    lines: [
      {
        productId: input.productId,
        quantityMilli: milli(Math.abs(input.quantityMilli)),
        cost: "average",
        path: "",
      },
    ],
  });
}
