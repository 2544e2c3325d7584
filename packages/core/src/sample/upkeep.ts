/** Other events of the sample shop: the market stall, damage, counting, new prices. */
import { eq } from "drizzle-orm";
import { AdjustStock, WasteStock } from "@daybook/contract/stock";
import { mulDiv } from "@daybook/contract/exact";
import { UpdateProduct } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { updateProduct } from "../products/update-product.ts";
import { adjustStock } from "../stock/adjust-stock.ts";
import { wasteStock } from "../stock/waste-stock.ts";
import { carry } from "./buying.ts";
import { moment } from "./sample-shop.ts";
import type { SampleShop } from "./sample-shop.ts";

const STALL_GOODS = 36;
const PRICE_RISE_PERCENT = 106;
const COST_RISE_PERCENT = 104;
const DEARER = "Kessel Row Roastery";

/** Loads some of the best sellers into the van. */
export async function packStall(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const { stock, products } = shop;
  const lines = products
    .filter(({ unit, priceMinor }) => unit === "each" && priceMinor > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, STALL_GOODS)
    .flatMap((product) => {
      const whole = Math.floor(stock.at(product, "shop") / 2000);
      const quantityMilli = Math.min(3, whole) * 1000;
      return quantityMilli > 0 ? [{ product, quantityMilli }] : [];
    });
  await carry(ctx, shop, { at, from: "shop", to: "stall", lines, note: "For the market" });
}

export async function unpackStall(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const lines = shop.products.flatMap((product) => {
    const quantityMilli = shop.stock.at(product, "stall");
    return quantityMilli > 0 ? [{ product, quantityMilli }] : [];
  });
  await carry(ctx, shop, { at, from: "stall", to: "shop", lines, note: "Back from the market" });
}

/** A product is broken, expired or opened for tasting. */
export async function throwAway(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const product = shop.random.pick(shop.products);
  const food = product.shelf.path[0] === "Tea & coffee";
  const reason = shop.random.pick(food ? ["expired", "sample", "spoiled"] : ["damaged", "other"]);
  const quantityMilli = product.unit === "kg" ? 100 : 1000;
  if (shop.stock.at(product, "shop") < quantityMilli) return;
  const input = WasteStock.parse({
    key: newId(at),
    productId: product.id,
    locationId: shop.places.shop,
    quantityMilli,
    reason,
  });
  await wasteStock(moment(ctx, at, shop.staff.clerk), input);
  shop.stock.add(product, "shop", -quantityMilli);
}

/** Counts one shelf: one piece is missing, or one is found. */
export async function checkShelf(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  const { random, stock } = shop;
  for (let looked = 0; looked < 3; looked += 1) {
    const product = random.pick(shop.products);
    const found = random.oneIn(3);
    const quantityMilli = found ? 1000 : -1000;
    if (stock.at(product, "shop") + quantityMilli < 0) continue;
    const input = AdjustStock.parse({
      key: newId(at),
      productId: product.id,
      locationId: shop.places.shop,
      quantityMilli,
      reason: found ? "found" : random.pick(["shrinkage", "damage", "correction"]),
      note: found ? "Behind the others" : "",
    });
    await adjustStock(moment(ctx, at, shop.staff.manager), input);
    stock.add(product, "shop", quantityMilli);
  }
}

/** The roaster raises its prices, and so does the shop for coffee. */
export async function raisePrices(ctx: WriteCtx, shop: SampleShop, at: number): Promise<void> {
  for (const product of shop.products) {
    if (product.shelf.supplier !== DEARER) continue;
    const [row] = await ctx.db
      .select({ version: ctx.t.product.version })
      .from(ctx.t.product)
      .where(eq(ctx.t.product.publicId, product.id));
    product.priceMinor = mulDiv(product.priceMinor, PRICE_RISE_PERCENT, 100);
    product.costMinor = mulDiv(product.costMinor, COST_RISE_PERCENT, 100);
    const input = { key: newId(at), id: product.id, version: row?.version };
    await updateProduct(
      moment(ctx, at, shop.staff.owner),
      UpdateProduct.parse({ ...input, priceMinor: product.priceMinor }),
    );
  }
}
