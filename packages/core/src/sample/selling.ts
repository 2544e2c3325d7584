/** Sales, voids and returns of the sample shop. */
import { minor } from "@daybook/contract/money";
import { priceCart } from "@daybook/contract/pricing";
import type { Discount } from "@daybook/contract/pricing";
import { milli } from "@daybook/contract/quantity";
import { QuoteReturn, ReturnSale } from "@daybook/contract/returns";
import { RingUpSale, VoidSale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import type { Actor, WriteCtx } from "../context/context.ts";
import { quoteReturn, returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { moment } from "./sample-shop.ts";
import type { RememberedSale, SampleProduct, SampleShop } from "./sample-shop.ts";

const MINUTE = 60_000;
const SALES_REMEMBERED = 400;
const RETURNED_WITHIN_DAYS = 14;
/** Out of a hundred customers. */
const WITH_ACCOUNT = 24;
const WITH_WRAPPING = 4;
const WITH_CART_DISCOUNT = 3;
const WITH_LINE_DISCOUNT = 6;
const ONE_VOIDED_IN = 180;
const TENTH: Discount = { kind: "percent", ppm: 100_000 };
const FOR_FRIENDS: Discount = { kind: "percent", ppm: 50_000 };

interface BasketLine {
  readonly product: SampleProduct;
  readonly quantityMilli: number;
  readonly discount: Discount | null;
}

/** One customer buys the available items of a random basket. */
export async function sellOne(
  ctx: WriteCtx,
  shop: SampleShop,
  {
    at,
    place,
    day,
  }: { readonly at: number; readonly place: "shop" | "stall"; readonly day: number },
): Promise<void> {
  const { random, stock } = shop;
  const lines = fillBasket(shop, place);
  if (lines.length === 0) return;
  const known = random.upTo(100) <= WITH_ACCOUNT;
  const discount = known && random.upTo(WITH_ACCOUNT) <= WITH_CART_DISCOUNT ? FOR_FRIENDS : null;
  const { totalMinor } = priceCart({
    lines: lines.map(({ product, quantityMilli, discount: own }) => ({
      quantityMilli: milli(quantityMilli),
      unitPriceMinor: minor(product.priceMinor),
      basisMilli: milli(product.basisMilli),
      discount: own,
      taxes: product.taxes,
    })),
    discount,
    pricesIncludeTax: shop.style.pricesIncludeTax,
    taxRounding: shop.style.taxRounding,
  });
  const customerId = known ? pickCustomer(shop) : null;
  const input = RingUpSale.parse({
    key: newId(at),
    locationId: shop.places[place],
    customerId,
    lines: lines.map(({ product, quantityMilli, discount: own }) => ({
      productId: product.id,
      quantityMilli,
      discount: own,
    })),
    discount,
    tenders: payFor(shop, totalMinor),
    expectedTotalMinor: totalMinor,
  });
  const sale = await ringUpSale(moment(ctx, at, cashier(shop, place)), input);
  if (random.oneIn(ONE_VOIDED_IN)) {
    const voided = VoidSale.parse({ key: newId(at), id: sale.id, reason: "Rung up twice" });
    await voidSale(moment(ctx, at + 2 * MINUTE, shop.staff.manager), voided);
    return;
  }
  for (const { product, quantityMilli } of lines)
    if (product !== shop.giftWrapping) stock.add(product, place, -quantityMilli);
  remember(shop, {
    id: sale.id,
    customerId,
    day,
    lines: lines.map(({ product }, index) => ({ lineNo: index + 1, product })),
  });
}

/** One piece of an earlier sale is returned, usually in good condition. */
export async function returnOnePiece(
  ctx: WriteCtx,
  shop: SampleShop,
  { at, day }: { readonly at: number; readonly day: number },
): Promise<void> {
  const { random, recent } = shop;
  const found = recent.filter((sale) => sale.day < day && day - sale.day <= RETURNED_WITHIN_DAYS);
  if (found.length === 0) return;
  const sale = random.pick(found);
  const { lineNo, product } = random.pick(sale.lines);
  if (product.unit === "kg" || product === shop.giftWrapping) return;
  // Each sale has at most one return.
  recent.splice(recent.indexOf(sale), 1);
  const disposition = random.oneIn(5) ? "waste" : "restock";
  const lines = [{ lineNo, quantityMilli: 1000, disposition }];
  const deviceId = shop.tills.shop;
  const asCashier = moment(ctx, at, { ...random.pick(shop.staff.cashiers), deviceId });
  const quote = await quoteReturn(asCashier, QuoteReturn.parse({ id: sale.id, lines }));
  let left: number = quote.totalMinor;
  const refunds = quote.refundable.flatMap(({ tender, amountMinor }) => {
    const part = Math.min(left, amountMinor);
    left -= part;
    return part > 0 ? [{ tender, amountMinor: part }] : [];
  });
  const input = ReturnSale.parse({
    key: newId(at),
    id: sale.id,
    lines,
    locationId: shop.places.shop,
    refunds,
    expectedTotalMinor: quote.totalMinor,
    reason:
      disposition === "waste" ? "Arrived broken" : random.pick(["Changed mind", "A gift", ""]),
  });
  await returnSale(asCashier, input);
  if (disposition === "restock") shop.stock.add(product, "shop", 1000);
}

function fillBasket(shop: SampleShop, place: "shop" | "stall"): BasketLine[] {
  const { random, stock } = shop;
  const wanted = new Set<SampleProduct>();
  const count = pickCount(random, BASKETS);
  while (wanted.size < count) wanted.add(pickProduct(shop));
  const lines: BasketLine[] = [];
  for (const product of wanted) {
    const wantedMilli =
      product.unit === "kg" ? 50 * (1 + random.upTo(7)) : 1000 * pickCount(random, PIECES);
    const discount = random.upTo(100) <= WITH_LINE_DISCOUNT ? TENTH : null;
    const there = stock.at(product, place);
    const quantityMilli = product.unit === "kg" ? wantedMilli : Math.min(wantedMilli, there);
    if (quantityMilli === 0 || quantityMilli > there) continue;
    lines.push({ product, quantityMilli, discount });
  }
  if (lines.length > 0 && place === "shop" && random.upTo(100) <= WITH_WRAPPING)
    lines.push({ product: shop.giftWrapping, quantityMilli: 1000, discount: null });
  return lines;
}

/** How many of a hundred baskets have one line, two, and so on. */
const BASKETS = [34, 28, 18, 11, 6, 3] as const;
/** The same for the pieces of a line. */
const PIECES = [80, 14, 4, 1, 0, 1] as const;

function pickCount(random: SeededRandom, shares: readonly number[]): number {
  let drawn = random.upTo(100);
  for (const [index, share] of shares.entries()) {
    drawn -= share;
    if (drawn <= 0) return index + 1;
  }
  return 1;
}

function pickProduct({ random, products }: SampleShop): SampleProduct {
  // Every product can be in a basket, with a probability that depends on its pace.
  for (;;) {
    const product = random.pick(products);
    if (random.upTo(HEAVIEST) <= product.weight) return product;
  }
}

/** The weight of the highest pace. */
const HEAVIEST = 85;

/** The first customers on the list come most often. */
function pickCustomer({ random, customers }: SampleShop): string | null {
  const drawn = Math.min(random.upTo(customers.length), random.upTo(customers.length));
  return customers[drawn - 1] ?? null;
}

function cashier({ random, staff, tills }: SampleShop, place: "shop" | "stall"): Actor {
  const deviceId = tills[place];
  if (place === "stall") return { ...staff.manager, deviceId };
  return { ...(random.oneIn(6) ? staff.owner : random.pick(staff.cashiers)), deviceId };
}

/** Mostly card; often cash with change; sometimes both, or a voucher. */
function payFor({ random, exponent }: SampleShop, totalMinor: number) {
  const note = 5 * 10 ** Math.max(2, exponent);
  const drawn = random.upTo(100);
  if (drawn <= 60) return [{ tender: "card", amountMinor: totalMinor }];
  if (drawn <= 62) return [{ tender: "other", amountMinor: totalMinor, reference: "Gift voucher" }];
  if (drawn <= 65 && totalMinor > note) {
    return [
      { tender: "cash", amountMinor: note },
      { tender: "card", amountMinor: totalMinor - note },
    ];
  }
  if (random.oneIn(4)) return [{ tender: "cash", amountMinor: totalMinor }];
  return [{ tender: "cash", amountMinor: Math.ceil(totalMinor / note) * note }];
}

function remember({ recent }: SampleShop, sale: RememberedSale): void {
  recent.push(sale);
  if (recent.length > SALES_REMEMBERED) recent.shift();
}
