import { minor, sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { RingUpSale } from "@daybook/contract/sales";
import type { WriteCtx } from "../context/context.ts";
import type { SellingPlace } from "../locations/selling-place.ts";
import { postMovements } from "../stock/post-movements.ts";
import type { LookedUpLine } from "./cart-lines.ts";
import { goodsToTake } from "./goods-to-take.ts";
import type { SaleHeader } from "./insert-sale.ts";

/** Takes the stocked lines from stock; services have none. Returns the cost of each line. */
export async function takeGoods(
  ctx: WriteCtx,
  saleId: number,
  header: SaleHeader,
  place: SellingPlace,
  input: RingUpSale,
  lines: readonly LookedUpLine[],
): Promise<ReadonlyMap<number, Minor>> {
  const wanted = lines.flatMap(({ product }, index) => {
    const line = input.lines[index];
    if (product.kind !== "stock" || line === undefined) return [];
    const path = `lines.${index}.quantityMilli`;
    return [{ product, quantityMilli: line.quantityMilli, lineNo: index + 1, path }];
  });
  if (wanted.length === 0) return new Map();
  const movements = (await goodsToTake(ctx, place, wanted)).map((taken) => ({
    ...taken,
    to: null,
    kind: "sale" as const,
    cost: "average" as const,
    reason: null,
  }));
  const document = {
    type: "sale" as const,
    id: saleId,
    occurredAt: header.occurredAt,
    businessDate: header.businessDate,
    // A till that was offline sends sales that have already happened: their goods are gone, whatever the ledger says.
    tookPlace: input.replay !== undefined,
  };
  const { posted } = await postMovements(ctx, document, movements);
  const costs = new Map<number, Minor>();
  for (const { lineNo, costMinor } of posted)
    costs.set(lineNo, sumMinor([costs.get(lineNo) ?? minor(0), costMinor]));
  return costs;
}
