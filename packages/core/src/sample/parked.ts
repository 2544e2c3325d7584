/** Parked sales of the sample shop. */
import { ParkSale } from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { parkSale } from "../parked-sales/parked-sales.ts";
import { moment } from "./sample-shop.ts";
import type { SampleShop } from "./sample-shop.ts";

const MINUTE = 60_000;

/** How long ago each was parked, what it is called, and how many different goods are in it. */
const PARKED = [
  { ago: 47 * MINUTE, name: "Back for the purse", goods: 3 },
  { ago: 6 * MINUTE, name: "", goods: 2 },
];

/** Parks some carts at the counter, shortly before the end of the simulated period. */
export async function parkSome(ctx: WriteCtx, shop: SampleShop): Promise<void> {
  const { products, places, staff, tills } = shop;
  const [cashier = staff.manager] = staff.cashiers;
  const pieceGoods = products.filter(({ unit, priceMinor }) => unit === "each" && priceMinor > 0);
  for (const [index, { ago, name, goods }] of PARKED.entries()) {
    const at = ctx.now - ago;
    const chosen = pieceGoods.slice(index * 10, index * 10 + goods);
    const input = ParkSale.parse({
      key: newId(at),
      locationId: places.shop,
      name,
      cart: {
        lines: chosen.map(({ id }) => ({ productId: id, quantityMilli: 1000 })),
        names: chosen.map((product) => product.name),
      },
      totalMinor: chosen.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
    });
    await parkSale(moment(ctx, at, { ...cashier, deviceId: tills.shop }), input);
  }
}
