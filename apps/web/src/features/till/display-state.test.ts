import { describe, expect, test } from "vitest";
import { DisplayState, MOST_DISPLAY_LINES, IDLE_DISPLAY } from "@daybook/contract/display";
import { CustomerId, TaxRateId } from "@daybook/contract/ids";
import { minor, MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import { milli, pieces } from "@daybook/contract/quantity";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { priceOfCart, taxRules } from "./cart-price.ts";
import { EMPTY_CART, reduceCart } from "./cart.ts";
import type { Cart, CartAction, CartProduct } from "./cart.ts";
import { shownOf } from "./display-state.ts";
import type { Shown } from "./display-state.ts";
import { productNo, VAT } from "./testing/cart-product.ts";
import type { LastSale } from "./till-store.ts";

const RULES = taxRules({ pricesIncludeTax: true, taxRounding: "total" }, [
  {
    id: VAT,
    name: "Standard",
    rates: [
      {
        id: TaxRateId.parse("0198c000-0000-7000-8000-0000000000ab"),
        name: "VAT",
        ppm: 200_000,
        compound: false,
      },
    ],
  },
]);
const PICTURE = "a".repeat(64);

const product = (number: number, more: Record<string, unknown> = {}) =>
  productNo(number, { priceMinor: 600, ...more });

const BOTTLE = {
  id: product(9).id,
  name: "Bottle deposit",
  taxClassId: VAT,
  priceMinor: minor(25),
  basisMilli: pieces(1),
};
const MUG = product(1, { name: "Mug" });
const CHEESE = product(2, { name: "Cheddar", unit: "kg", quantityStepMilli: 1, priceMinor: 1250 });
const ANY = product(3, { name: "Anything", askPrice: true, priceMinor: 0 });
const COLA = product(4, { name: "Cola", deposit: BOTTLE, priceMinor: 150 });

const add = (of: CartProduct, more: object = {}): CartAction => ({
  type: "add",
  product: of,
  quantityMilli: pieces(1),
  lineId: `${of.sku}${JSON.stringify(more)}`,
  ...more,
});
const cash = (amountMinor: number): TenderInput => ({
  tender: CASH,
  amountMinor: MinorPositive.parse(amountMinor),
  reference: "4111",
});
const after = (...actions: CartAction[]) => actions.reduce(reduceCart, EMPTY_CART);

function shown(cart: Cart, last: LastSale | null = null, cashRounding = false): Shown {
  return shownOf({
    cart,
    last,
    priced: priceOfCart(cart, RULES),
    rules: RULES,
    cash: { cashRounding: cashRounding ? "nearest" : "off", cashStepMinor: minor(5) },
    tenders: [{ id: CASH, name: "Cash", givesChange: true, active: true } as never],
    products: new Map([
      [MUG.id, { picture: PICTURE as never, category: { id: "c", name: "Cups", hue: 3 } }],
    ]),
  });
}

/** What is sent always keeps the contract. */
function valid(state: Shown): Shown {
  expect(DisplayState.safeParse({ ...state, seq: 1 }).error).toBeUndefined();
  return state;
}

describe("[S17] what a customer display shows of a cart", () => {
  test("nothing of an empty one", () => {
    expect(valid(shown(EMPTY_CART))).toEqual(IDLE_DISPLAY);
  });

  test("goods with pictures, the total and the tax in it", () => {
    expect(valid(shown(after(add(MUG), add(MUG))))).toEqual({
      ...IDLE_DISPLAY,
      phase: "cart",
      lines: [
        {
          name: "Mug",
          quantityMilli: 2000,
          unit: "each",
          unitPriceMinor: 600,
          basisMilli: 1000,
          amountMinor: 1200,
          discountMinor: 0,
          picture: PICTURE,
          hue: 3,
        },
      ],
      goodsMinor: 1200,
      taxes: [{ name: "VAT", ppm: 200_000, amountMinor: 200 }],
      totalMinor: 1200,
      leftMinor: 1200,
    });
  });

  test("the discount of a line at the line, and all discounts together", () => {
    const line = add(MUG);
    const state = valid(
      shown(
        after(
          line,
          {
            type: "setLineDiscount",
            lineId: (line as { lineId: string }).lineId,
            discount: { kind: "amount", amountMinor: MinorNonNegative.parse(100) } as never,
          },
          { type: "setDiscount", discount: { kind: "percent", ppm: 100_000 } as never },
        ),
      ),
    );
    expect(state.lines).toMatchObject([{ amountMinor: 600, discountMinor: 100 }]);
    expect(state).toMatchObject({ goodsMinor: 600, discountMinor: 150, totalMinor: 450 });
  });

  test("goods by weight, and the price of a label", () => {
    const state = valid(
      shown(
        after(
          add(CHEESE, { quantityMilli: milli(345) }),
          add(CHEESE, { quantityMilli: milli(200), labelPriceMinor: minor(199), apart: true }),
        ),
      ),
    );
    expect(state.lines).toMatchObject([
      { unit: "kg", quantityMilli: 345, unitPriceMinor: 1250, amountMinor: 431 },
      { unit: "kg", quantityMilli: 200, amountMinor: 199 },
    ]);
    expect(state.totalMinor).toBe(630);
  });

  test("a product whose price was entered, by the name that was entered", () => {
    const entered = { ownPriceMinor: MinorNonNegative.parse(333), name: "Flowers" };
    expect(valid(shown(after(add(ANY, { entered })))).lines).toMatchObject([
      { name: "Flowers", unitPriceMinor: 333, amountMinor: 333 },
    ]);
  });

  test("deposits in the total, and empties that come back as lines below zero", () => {
    const back: CartAction = { type: "takeBack", product: BOTTLE, quantityMilli: 4000, at: 0 };
    const state = valid(shown(after(add(COLA), back)));
    expect(state.lines).toMatchObject([
      { name: "Cola", amountMinor: 150 },
      { name: "Bottle deposit", quantityMilli: -4000, amountMinor: -100 },
    ]);
    expect(state).toMatchObject({ depositMinor: 25, totalMinor: 75, leftMinor: 75 });
    // Empties alone: money is paid out.
    expect(valid(shown(after(back)))).toMatchObject({
      phase: "cart",
      totalMinor: -100,
      leftMinor: 0,
    });
  });

  test("what was given and what is left, also rounded to coins, but no reference", () => {
    const cart = { ...after(add(MUG), add(product(5, { priceMinor: 173 }))), parts: [cash(500)] };
    const state = valid(shown(cart, null, true));
    expect(state).toMatchObject({
      phase: "paying",
      totalMinor: 773,
      given: [{ name: "Cash", amountMinor: 500 }],
      leftMinor: 273,
      leftInCashMinor: 275,
    });
    expect(JSON.stringify(state)).not.toContain("4111");
  });

  test("no customer, no code and no more than the last lines", () => {
    const many = Array.from({ length: MOST_DISPLAY_LINES + 7 }, (_, index) =>
      add(product(100 + index), { code: "4006381333931" }),
    );
    const customer = {
      id: CustomerId.parse("0198c000-0000-7000-8000-0000000000cd"),
      name: "Carla Secret",
    };
    const state = valid(shown({ ...after(...many), customer }));
    expect(state.lines).toHaveLength(MOST_DISPLAY_LINES);
    expect(state.lines.at(-1)?.name).toBe(`Product ${100 + MOST_DISPLAY_LINES + 6}`);
    expect(state.moreLines).toBe(7);
    expect(JSON.stringify(state)).not.toMatch(/Carla|4006381333931/);
  });

  test("after the payment the change and nothing of the goods; the next item replaces it", () => {
    const cart = after(add(MUG));
    const last: LastSale = {
      key: "k",
      totalMinor: minor(600),
      roundingMinor: minor(0),
      changeMinor: minor(400),
      cart,
      paid: { at: "2026-03-01T09:00:00Z", tenders: [cash(1000)] },
      sale: null,
    };
    expect(valid(shown(EMPTY_CART, last))).toEqual({
      ...IDLE_DISPLAY,
      phase: "paid",
      totalMinor: 600,
      given: [{ name: "Cash", amountMinor: 1000 }],
      changeMinor: 400,
    });
    expect(shown(cart, last)).toMatchObject({ phase: "cart", changeMinor: 0, given: [] });
  });
});
