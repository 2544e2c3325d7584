import { expect, test } from "vitest";
import {
  costOfBasis,
  linkedPrices,
  priceForMargin,
  priceForMarkup,
  productMarginPpm,
} from "./linked-prices.ts";
import type { PriceTax } from "./linked-prices.ts";

const vat: PriceTax = {
  rates: [{ taxRateId: "vat", ppm: 200_000, compound: false }],
  inclusive: true,
};
const added: PriceTax = { ...vat, inclusive: false };
const none: PriceTax = { rates: [], inclusive: true };

test("margin and markup are computed from the price without its tax", () => {
  // 12.00 with 20 % inside is 10.00; over a cost of 6.00 that earns 4.00.
  expect(linkedPrices(1200, 600, vat)).toEqual({
    netMinor: 1000,
    profitMinor: 400,
    marginPpm: 400_000,
    markupPpm: 666_667,
  });
  expect(linkedPrices(1000, 600, added)).toEqual(linkedPrices(1200, 600, vat));
});

test("a price below its cost has a negative margin", () => {
  expect(linkedPrices(500, 1000, none)).toMatchObject({ marginPpm: -1_000_000, profitMinor: -500 });
});

test("a price or a cost of zero has no percentage", () => {
  expect(linkedPrices(0, 600, vat).marginPpm).toBeNull();
  expect(linkedPrices(1200, 0, vat).markupPpm).toBeNull();
});

test.each([vat, added, none])(
  "the price computed from margin or markup has that margin or markup",
  (tax) => {
    for (const cost of [300, 777, 12_000])
      for (const times of [0.6, 1, 1.25, 2, 4.4]) {
        const price = Math.round(cost * times);
        const { marginPpm, markupPpm } = linkedPrices(price, cost, tax);
        // Tax and share are each rounded once, so the way back may miss by one minor unit.
        expect(Math.abs(priceForMarkup(markupPpm ?? 0, cost, tax) - price)).toBeLessThanOrEqual(1);
        expect(Math.abs(priceForMargin(marginPpm ?? 0, cost, tax) - price)).toBeLessThanOrEqual(1);
      }
  },
);

test("no price has a margin of 100 %, and none is negative", () => {
  expect(priceForMargin(1_000_000, 600, vat)).toBeNaN();
  expect(priceForMargin(Number.NaN, 600, vat)).toBeNaN();
  expect(priceForMarkup(-1_000_001, 600, vat)).toBeNaN();
});

test("the cost is scaled to the quantity of the price", () => {
  expect(costOfBasis(1999, 100)).toBe(200);
  expect(costOfBasis(600, 1000)).toBe(600);
});

test("[fault A8] a product's margin is that of its price for its own quantity, or unknown", () => {
  const tea = { priceMinor: 1200, basisMilli: 100, unitCostMinor: 6000 };
  expect(productMarginPpm(tea, vat)).toBe(linkedPrices(1200, 600, vat).marginPpm);
  expect(productMarginPpm({ ...tea, unitCostMinor: null }, vat)).toBeNull();
  expect(productMarginPpm({ ...tea, priceMinor: 0 }, vat)).toBeNull();
  expect(productMarginPpm({ ...tea, unitCostMinor: 9e15, basisMilli: 9e15 }, vat)).toBeNull();
});
