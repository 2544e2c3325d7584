import type { StockDocument, TransferStock } from "@daybook/contract/stock";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { documentLines, recordStockDocument } from "./stock-documents.ts";

/** Transfers goods from one location to another: one movement with two ends, so it cannot be half done. */
export async function transferStock(ctx: WriteCtx, input: TransferStock): Promise<StockDocument> {
  return recordStockDocument(ctx, {
    input,
    kind: "transfer",
    from: await getActiveLocationRow(ctx, input.fromLocationId, "fromLocationId"),
    to: await getActiveLocationRow(ctx, input.toLocationId, "toLocationId"),
    reason: null,
    lines: documentLines(input.lines, () => "average"),
  });
}
