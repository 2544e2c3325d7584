import type { RecordOpening, StockDocument } from "@daybook/contract/stock";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { documentLines, recordStockDocument } from "./stock-documents.ts";

/** Records the opening stock with its total cost. */
export async function recordOpening(ctx: WriteCtx, input: RecordOpening): Promise<StockDocument> {
  return recordStockDocument(ctx, {
    input,
    kind: "opening",
    from: null,
    to: await getActiveLocationRow(ctx, input.locationId, "locationId"),
    reason: null,
    lines: documentLines(input.lines, ({ costMinor }) => costMinor),
  });
}
