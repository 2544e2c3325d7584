import { minor, sumMinor } from "@daybook/contract/money";
import { grossOf } from "@daybook/contract/pricing";
import type { PricedCart } from "@daybook/contract/pricing";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import type { SellableProduct } from "../products/sellable-products.ts";
import { insertTillEvents } from "../tills/till-events.ts";
import type { RecordedLine, SaleHeader } from "./insert-sale.ts";

/** A sale that was just written, with the products of its lines. */
interface PricedSale {
  readonly id: number;
  readonly header: SaleHeader;
  readonly cart: PricedCart;
  readonly lines: readonly {
    readonly product: SellableProduct;
    readonly priceSource: RecordedLine["priceSource"];
  }[];
  readonly quantities: readonly Pick<RecordedLine, "quantityMilli">[];
}

/** Records other prices and discounts in the till journal, each kind once with its sum; most sales have neither. */
export async function journalPrices(ctx: WriteCtx, sale: PricedSale): Promise<void> {
  const { header, cart, lines } = sale;
  const hasOwnPrice = lines.some(({ priceSource }) => priceSource === "override");
  if (!hasOwnPrice && cart.discountMinor === 0) return;
  const event = (kind: "price_override" | "discount", amountMinor: number) => ({
    key: newId(ctx.now),
    kind,
    occurredAt: header.occurredAt,
    businessDate: header.businessDate,
    amountMinor: minor(amountMinor),
    saleId: sale.id,
    detail: header.reason ?? "",
  });
  await insertTillEvents(ctx, header.deviceId, [
    ...(hasOwnPrice ? [event("price_override", differenceToList(sale))] : []),
    ...(cart.discountMinor === 0 ? [] : [event("discount", cart.discountMinor)]),
  ]);
}

/** By how much the changed prices differ from the list, up or down, for the quantities sold. */
function differenceToList({ cart, lines, quantities }: PricedSale): number {
  const differences = lines.map(({ product, priceSource }, index) => {
    const quantityMilli = quantities[index]?.quantityMilli;
    const grossMinor = cart.lines[index]?.grossMinor;
    if (priceSource !== "override" || quantityMilli === undefined || grossMinor === undefined)
      return minor(0);
    const { priceMinor: unitPriceMinor, basisMilli } = product;
    return minor(Math.abs(grossMinor - grossOf({ quantityMilli, unitPriceMinor, basisMilli })));
  });
  return sumMinor(differences);
}
