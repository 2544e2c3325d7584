/** Purchasing and restocking in the sample shop. */
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

/** The number of days of sales that the front shelf should hold. */
const SHELF_DAYS = 6;

/** Orders from every supplier the products that would run out before the next delivery. */
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
      // Now and then an order is forgotten, as in any shop.
      if (random.oneIn(12)) return [];
      stock.order(product, quantityMilli);
      return [{ product, quantityMilli }];
    });
    if (lines.length > 0) shop.deliveries.push({ supplier: name, day: arrives, lines });
  }
  return Promise.resolve();
}

/** Receives today's deliveries, one delivery note per supplier, into the store room. */
export async function receiveDeliveries(
  ctx: WriteCtx,
  shop: SampleShop,
  day: number,
  at: number,
): Promise<void> {
  // Sunday's deliveries arrive on Monday.
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

/** Restocks the front shelf from the store room. */
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

/** Transfers goods from one location to another; does nothing if there are none. */
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
