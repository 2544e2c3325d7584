import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import { CartProduct, EMPTY_CART, reduceCart, ringUpLines } from "./cart.ts";
import type { CartAction } from "./cart.ts";
import { priceOfCart, taxRules } from "./cart-price.ts";

const TAX = "0198c000-0000-7000-8000-0000000000aa";
const CHEESE = CartProduct.parse({
  id: "0198c000-0000-7000-8000-000000000001",
  sku: "CHEESE",
  name: "Cheese",
  unit: "kg",
  quantityStepMilli: 1,
  kind: "stock",
  taxClassId: TAX,
  priceMinor: 999,
  basisMilli: 1000,
  version: 1,
});
const LABEL = "2312345005002";

const scan = (lineId: string): CartAction => ({
  type: "add",
  product: CHEESE,
  quantityMilli: milli(501),
  labelPriceMinor: minor(500),
  apart: true,
  code: LABEL,
  lineId,
});
const after = (...actions: readonly CartAction[]) => actions.reduce(reduceCart, EMPTY_CART);
const rules = taxRules({ pricesIncludeTax: true, taxRounding: "line" }, [
  { id: CHEESE.taxClassId, name: "Standard", rates: [] },
]);

test("[U3] two labels are two lines, each with the price on it", () => {
  const cart = after(scan("a"), scan("b"));
  expect(priceOfCart(cart, rules)?.totalMinor).toBe(1000);
  expect(ringUpLines(cart)).toEqual(
    [1, 2].map(() => ({
      productId: CHEESE.id,
      quantityMilli: 501,
      discount: null,
      code: LABEL,
      labelPriceMinor: 500,
    })),
  );
});

test("[U3] the quantity of a label with a price stays, and the line can be removed", () => {
  const cart = after(scan("a"));
  for (const change of [
    { type: "step", lineId: "a", direction: 1 },
    { type: "step", lineId: "a", direction: -1 },
    { type: "setQuantity", lineId: "a", quantityMilli: milli(1000) },
  ] as const)
    expect(reduceCart(cart, change)).toBe(cart);
  expect(reduceCart(cart, { type: "remove", lineId: "a" }).lines).toEqual([]);
});

test("[U3] a price that is typed replaces the one on the label", () => {
  const priceMinor = minor(800);
  const cart = after(scan("a"), { type: "setOwnPrice", lineId: "a", priceMinor });
  expect(ringUpLines(cart)).toMatchObject([{ unitPriceMinor: 800 }]);
  expect(ringUpLines(cart)[0]).not.toHaveProperty("labelPriceMinor");
  // 8.00 · 0.501
  expect(priceOfCart(cart, rules)?.totalMinor).toBe(401);
});
