import { minor, MinorNonNegative } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { expect, test } from "vitest";
import { cartOffered } from "../../lib/exchange-cart.ts";
import { CartLine, EMPTY_CART } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { exchangeGoods, offerForExchange } from "./exchange-goods.ts";
import { MUG } from "./testing/test-till.ts";
import { EMPTY_TILL } from "./till-state.ts";
import type { TillSnapshot } from "./till-store.ts";

const LINE = CartLine.parse({
  lineId: "one",
  product: MUG,
  quantityMilli: 1000,
  ownPriceMinor: null,
  discount: null,
});
const PLAIN: Cart = { ...EMPTY_CART, lines: [LINE, { ...LINE, lineId: "two" }] };

test("[R5] the goods of a plain cart are each product once", () => {
  expect(exchangeGoods(PLAIN)).toEqual([{ product: MUG, quantityMilli: 2000 }]);
  expect(exchangeGoods(EMPTY_CART)).toBeNull();
});

test.each<[string, Partial<Cart>]>([
  ["a discount", { discount: { kind: "percent", ppm: 100_000 } as Cart["discount"] }],
  ["a price of its own", { lines: [{ ...LINE, ownPriceMinor: MinorNonNegative.parse(1) }] }],
  ["a label", { lines: [{ ...LINE, labelPriceMinor: MinorNonNegative.parse(1) }] }],
  ["an age limit", { lines: [{ ...LINE, product: { ...MUG, ageLimit: 18 } }] }],
  [
    "a deposit",
    {
      lines: [
        {
          ...LINE,
          product: { ...MUG, deposit: { ...MUG, priceMinor: minor(25), basisMilli: milli(1000) } },
        },
      ],
    },
  ],
])("[R5] a cart with %s is not offered to an exchange", (_, change) => {
  expect(exchangeGoods({ ...PLAIN, ...change })).toBeNull();
});

test("[R5] the cart is offered to one sale while it is unchanged, and is empty after the exchange", () => {
  let state = { ...EMPTY_TILL, cart: PLAIN };
  const store: Parameters<typeof offerForExchange>[0] = {
    // safe because the code under test reads only the cart
    get: () => ({ state }) as TillSnapshot,
    isHeld: () => false,
    park: (action) => {
      if (action.type === "resume") state = { ...state, cart: action.cart };
    },
  };
  offerForExchange(store, "sale");
  expect(cartOffered("other")).toBeNull();
  const offered = cartOffered("sale");
  expect(offered?.goods).toHaveLength(1);
  offered?.onSaved();
  expect(state.cart).toEqual(EMPTY_CART);
  expect(cartOffered("sale")).toBeNull();
});
