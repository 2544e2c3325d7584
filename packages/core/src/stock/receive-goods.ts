import type { ReceiveGoods, StockDocument } from "@daybook/contract/stock";
import type { WriteCtx } from "../context/context.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { getActiveSupplierRow } from "../suppliers/supplier-rows.ts";
import { documentLines, recordStockDocument } from "./stock-documents.ts";

/** Records received goods, each line with its total cost; the moving average is updated. */
export async function receiveGoods(ctx: WriteCtx, input: ReceiveGoods): Promise<StockDocument> {
  const supplier =
    input.supplierId === null
      ? null
      : await getActiveSupplierRow(ctx, input.supplierId, "supplierId");
  return recordStockDocument(ctx, {
    input,
    kind: "receive",
    from: null,
    to: await getActiveLocationRow(ctx, input.locationId, "locationId"),
    reason: null,
    supplierRowId: supplier?.id ?? null,
    reference: input.reference,
    lines: documentLines(input.lines, ({ costMinor }) => costMinor),
  });
}
