/** How goods come into the sample shop and onto its shelves. */
import { ReceiveGoods, TransferStock } from "@daybook/contract/stock";
import { mulDiv } from "@daybook/contract/exact";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { transferStock } from "../stock/transfer-stock.ts";
import { SUPPLIERS } from "./assortment/suppliers.ts";
import { roundUp } from "./sample-product.ts";
import { moment } from "./sample-shop.ts";
import type { SampleProduct, SampleShop } from "./sample-shop.ts";
import { SAMPLE_DAYS } from "./sample-style.ts";
import type { Place } from "./stock.ts";

/** Days of sales that the shelf in front should hold. */
const SHELF_DAYS = 6;

/** Orders from every supplier what will be short before the goods after these would come. */
export function orderGoods(shop: SampleShop, day: number): Promise<void> {
  const { stock, random } = shop;
  for (const { name, leadTimeDays, silentFor } of SUPPLIERS) {
    const arrives = day + leadTimeDays + random.upTo(2) - 1;
    if (silentFor !== null && arrives > SAMPLE_DAYS - silentFor) continue;
    const lines = shop.products.flatMap((product) => {
      if (product.supplier.name !== name) return [];
      const there = stock.everywhere(product) + stock.ordered(product);
      const early = product.dailyMilli * (leadTimeDays + 3);
      if (there > product.reorderPointMilli + early) return [];
      const quantityMilli = roundUp(
        Math.max(product.targetMilli + early - there, 1),
        product.packMilli,
      );
      // Now and then something is forgotten, as in any shop.
      if (random.oneIn(12)) return [];
      stock.order(product, quantityMilli);
      return [{ product, quantityMilli }];
    });
    if (lines.length > 0) shop.deliveries.push({ supplier: name, day: arrives, lines });
  }
  return Promise.resolve();
}

/** Books what arrives today, one delivery note per supplier, into the store room. */
export async function receiveDeliveries(
  ctx: WriteCtx,
  shop: SampleShop,
  day: number,
  at: number,
): Promise<void> {
  // What was due on a Sunday comes on Monday.
  const due = shop.deliveries.filter((delivery) => delivery.day <= day);
  for (const delivery of due) {
    shop.deliveries.splice(shop.deliveries.indexOf(delivery), 1);
    shop.deliveryNo += 1;
    const input = ReceiveGoods.parse({
      key: newId(at),
      locationId: shop.places.room,
      supplierId: shop.suppliers.get(delivery.supplier),
      reference: `DN-${10_400 + shop.deliveryNo * 7}`,
      lines: delivery.lines.map(({ product, quantityMilli }) => ({
        productId: product.id,
        quantityMilli,
        costMinor: mulDiv(product.costMinor, quantityMilli, 1000),
      })),
    });
    await receiveGoods(moment(ctx, at, shop.staff.clerk), input);
    for (const { product, quantityMilli } of delivery.lines) {
      shop.stock.add(product, "room", quantityMilli);
      shop.stock.order(product, -quantityMilli);
    }
  }
}

/** Carries from the store room what the shelf in front is short of. */
export async function refillShelves(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const { stock } = shop;
  const lines = shop.products.flatMap((product) => {
    const step = product.unit === "kg" ? 100 : 1000;
    const full = roundUp(Math.max(product.dailyMilli * SHELF_DAYS, step), step);
    const there = stock.at(product, "shop");
    if (there * 2 > full) return [];
    const quantityMilli = Math.min(full - there, stock.at(product, "room"));
    return quantityMilli > 0 ? [{ product, quantityMilli }] : [];
  });
  await carry(ctx, shop, { at, from: "room", to: "shop", lines, note: "Refilled the shelves" });
}

export interface Carried {
  readonly at: number;
  readonly from: Place;
  readonly to: Place;
  readonly lines: readonly { readonly product: SampleProduct; readonly quantityMilli: number }[];
  readonly note: string;
}

/** Carries goods from one place to another; nothing is booked where there is nothing to carry. */
export async function carry(ctx: WriteCtx, shop: SampleShop, carried: Carried): Promise<void> {
  const { at, from, to, lines, note } = carried;
  if (lines.length === 0) return;
  const input = TransferStock.parse({
    key: newId(at),
    fromLocationId: shop.places[from],
    toLocationId: shop.places[to],
    lines: lines.map(({ product, quantityMilli }) => ({ productId: product.id, quantityMilli })),
    note,
  });
  await transferStock(moment(ctx, at, shop.staff.clerk), input);
  for (const { product, quantityMilli } of lines) {
    shop.stock.add(product, from, -quantityMilli);
    shop.stock.add(product, to, quantityMilli);
  }
}
