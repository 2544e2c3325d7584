import type { RecordOpening, StockDocument } from "@daybook/contract/stock";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { recordStockDocument } from "./stock-documents.ts";

/** Records the opening stock with its total cost. */
export async function recordOpening(ctx: WriteCtx, input: RecordOpening): Promise<StockDocument> {
  return recordStockDocument(ctx, {
    key: input.key,
    kind: "opening",
    from: null,
    to: await getActiveLocationRow(ctx, input.locationId, "locationId"),
    reason: null,
    supplierRowId: null,
    reference: "",
    note: input.note,
    occurredAt: input.occurredAt,
    lines: input.lines.map((line, index) => ({
      ...line,
      cost: line.costMinor,
      path: `lines.${index}.`,
    })),
  });
}
