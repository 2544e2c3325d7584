import fc from "fast-check";
import { expect, test } from "vitest";
import { mulDiv } from "./exact.ts";
import { minor } from "./money.ts";
import { priceCart } from "./pricing.ts";
import type { CartInput, CartLineInput, Discount, PricedCart, PricedLine } from "./pricing.ts";
import { milli } from "./quantity.ts";
import { exactTax } from "./tax.ts";
import type { TaxRateInput } from "./tax.ts";

const GST = { taxRateId: "gst", ppm: 50_000, compound: false };
const PST = { taxRateId: "pst", ppm: 70_000, compound: false };
const QST = { taxRateId: "qst", ppm: 99_750, compound: true };
const VAT = { taxRateId: "vat", ppm: 200_000, compound: false };
const ZERO = { taxRateId: "zero", ppm: 0, compound: false };
const TAX_CLASSES: TaxRateInput[][] = [
  [],
  [VAT],
  [ZERO],
  [GST, PST],
  [PST, GST],
  [GST, QST],
  [VAT, ZERO, GST],
];

const discounts = fc.oneof(
  fc.constant<Discount | null>(null),
  fc
    .integer({ min: 1, max: 5000 })
    .map((n): Discount => ({ kind: "amount", amountMinor: minor(n) })),
  fc.integer({ min: 1, max: 1_000_000 }).map((ppm): Discount => ({ kind: "percent", ppm })),
);

const prices = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 100_000 }), fc.nat({ max: 1e6 }));

const lines: fc.Arbitrary<CartLineInput> = fc.record({
  quantityMilli: fc.nat({ max: 20_000 }).map(milli),
  unitPriceMinor: prices.map(minor),
  basisMilli: fc.constantFrom(1000, 1, 100).map(milli),
  discount: discounts,
  taxes: fc.constantFrom(...TAX_CLASSES),
});

const carts: fc.Arbitrary<CartInput> = fc.record({
  lines: fc.array(lines, { maxLength: 10 }),
  discount: discounts,
  pricesIncludeTax: fc.boolean(),
  taxRounding: fc.constantFrom("line" as const, "total" as const),
});

function every(check: (cart: CartInput, priced: PricedCart) => void): void {
  const property = fc.property(carts, (cart) => check(cart, priceCart(cart)));
  fc.assert(property, { numRuns: 1000 });
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function figures(line: PricedLine): number[] {
  const taxes = line.taxes.flatMap((tax) => [tax.baseMinor, tax.taxMinor]);
  return [
    line.grossMinor,
    line.lineDiscountMinor,
    line.orderDiscountMinor,
    line.netMinor,
    line.taxMinor,
    ...taxes,
  ];
}

/** What the tax of a line is worked out on. */
function amountOf(line: PricedLine): number {
  return line.grossMinor - line.discountMinor;
}

test("[T1] every line adds up: net and tax to the total, rates to the tax, discounts to the discount", () => {
  every((cart, { lines: priced }) => {
    expect(priced).toHaveLength(cart.lines.length);
    for (const line of priced) {
      expect(line.netMinor + line.taxMinor).toBe(line.totalMinor);
      expect(sum(line.taxes.map((tax) => tax.taxMinor))).toBe(line.taxMinor);
      expect(line.lineDiscountMinor + line.orderDiscountMinor).toBe(line.discountMinor);
      expect(cart.pricesIncludeTax ? line.totalMinor : line.netMinor).toBe(amountOf(line));
    }
  });
});

test("no figure of a line is negative or minus zero", () => {
  every((_, { lines: priced }) => {
    for (const figure of priced.flatMap(figures))
      expect(figure >= 0 && !Object.is(figure, -0)).toBe(true);
  });
});

test("[T1] the cart is the sum of its lines, rate by rate too", () => {
  every((_, priced) => {
    expect(priced.goodsMinor).toBe(sum(priced.lines.map((line) => line.grossMinor)));
    expect(priced.discountMinor).toBe(sum(priced.lines.map((line) => line.discountMinor)));
    expect(priced.netMinor).toBe(sum(priced.lines.map((line) => line.netMinor)));
    expect(priced.taxMinor).toBe(sum(priced.lines.map((line) => line.taxMinor)));
    expect(priced.totalMinor).toBe(sum(priced.lines.map((line) => line.totalMinor)));
    const ofLines = priced.lines.flatMap((line) => line.taxes);
    expect(new Set(priced.taxes.map((tax) => tax.taxRateId))).toEqual(
      new Set(ofLines.map((tax) => tax.taxRateId)),
    );
    for (const { taxRateId, baseMinor, taxMinor } of priced.taxes) {
      const ofRate = ofLines.filter((tax) => tax.taxRateId === taxRateId);
      expect(baseMinor).toBe(sum(ofRate.map((tax) => tax.baseMinor)));
      expect(taxMinor).toBe(sum(ofRate.map((tax) => tax.taxMinor)));
    }
  });
});

test("[T1] with tax included the total equals goods less discounts exactly; otherwise the net does", () => {
  every((cart, priced) => {
    expect(cart.pricesIncludeTax ? priced.totalMinor : priced.netMinor).toBe(
      priced.goodsMinor - priced.discountMinor,
    );
  });
});

test("[T5] the discount of the order is split exactly and takes no line below zero", () => {
  every((cart, priced) => {
    const afterLines = sum(priced.lines.map((line) => line.grossMinor - line.lineDiscountMinor));
    const { discount } = cart;
    const wanted =
      discount?.kind === "percent"
        ? mulDiv(afterLines, discount.ppm, 1_000_000)
        : discount?.amountMinor;
    expect(sum(priced.lines.map((line) => line.orderDiscountMinor))).toBe(
      Math.min(wanted ?? 0, afterLines),
    );
    for (const line of priced.lines) expect(amountOf(line)).toBeGreaterThanOrEqual(0);
  });
});

test("[T5] a line discounted to zero has no tax", () => {
  every((_, priced) => {
    const free = priced.lines.filter((line) => amountOf(line) === 0);
    expect(free.map((line) => line.taxMinor)).toEqual(free.map(() => 0));
  });
});

function isWithin(
  tax: number,
  amount: number,
  rates: readonly TaxRateInput[],
  cart: CartInput,
  halves: bigint,
): boolean {
  const exact = exactTax(amount, rates, cart.pricesIncludeTax);
  const apart = BigInt(tax) * exact.denominator - exact.numerator;
  return 2n * (apart < 0n ? -apart : apart) <= halves * exact.denominator;
}

test("[T3] rounded per line, the tax of each line is within half a unit of the exact one", () => {
  every((cart, priced) => {
    if (cart.taxRounding !== "line") return;
    priced.lines.forEach((line, index) => {
      const rates = cart.lines[index]?.taxes ?? [];
      expect(isWithin(line.taxMinor, amountOf(line), rates, cart, 1n)).toBe(true);
    });
  });
});

test("[T3] rounded per total, the tax of each set of rates is within half a unit, of each line within one and a half", () => {
  every((cart, priced) => {
    if (cart.taxRounding !== "total") return;
    const setOf = (rates: readonly TaxRateInput[]): string =>
      rates
        .map((rate) => rate.taxRateId)
        .toSorted()
        .join();
    for (const rates of TAX_CLASSES) {
      const group = priced.lines.filter(
        (_, index) => setOf(cart.lines[index]?.taxes ?? []) === setOf(rates),
      );
      const tax = sum(group.map((line) => line.taxMinor));
      expect(isWithin(tax, sum(group.map(amountOf)), rates, cart, 1n)).toBe(true);
      for (const line of group)
        expect(isWithin(line.taxMinor, amountOf(line), rates, cart, 3n)).toBe(true);
    }
  });
});
