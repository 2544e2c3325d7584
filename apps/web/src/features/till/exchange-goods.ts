/** The goods of a cart for an exchange. Loaded on demand. */
import { milli } from "@daybook/contract/quantity";
import { offerCart } from "../../lib/exchange-cart.ts";
import type { ExchangeCart } from "../../lib/exchange-cart.ts";
import { EMPTY_CART } from "./cart.ts";
import type { Cart, CartLine } from "./cart.ts";
import type { TillStore } from "./till-store.ts";

/**
 * The goods, each product once; null for an empty cart, and for one with anything that an exchange does not have:
 * prices of its own, discounts, deposits, ages to check, payments, empties, a customer, or a parked sale.
 */
export function exchangeGoods(cart: Cart): ExchangeCart["goods"] | null {
  const { lines, discount, customer, parts, back, parked } = cart;
  const isPlain =
    discount === null &&
    customer === null &&
    parts.length === 0 &&
    back.length === 0 &&
    parked === null;
  if (lines.length === 0 || !isPlain || !lines.every(isPlainLine)) return null;
  const goods = new Map<string, ExchangeCart["goods"][number]>();
  for (const { product, quantityMilli } of lines) {
    const before = goods.get(product.id)?.quantityMilli ?? 0;
    goods.set(product.id, { product, quantityMilli: milli(before + quantityMilli) });
  }
  return [...goods.values()];
}

/** Offers the goods of the cart to the exchange of a sale, which removes them from the cart when it is saved. */
export function offerForExchange(
  store: Pick<TillStore, "get" | "park" | "isHeld">,
  saleId: string,
): void {
  const { cart } = store.get().state;
  const goods = exchangeGoods(cart);
  if (goods === null || store.isHeld()) return;
  const isCurrent = () => store.get().state.cart === cart;
  offerCart({
    saleId,
    goods,
    isCurrent,
    onSaved: () => {
      if (isCurrent()) store.park({ type: "resume", cart: EMPTY_CART });
    },
  });
}

function isPlainLine(line: CartLine): boolean {
  const { askPrice, ageLimit, deposit } = line.product;
  return (
    line.ownPriceMinor === null &&
    line.labelPriceMinor === null &&
    line.discount === null &&
    line.name === null &&
    !askPrice &&
    ageLimit === null &&
    deposit === null
  );
}
