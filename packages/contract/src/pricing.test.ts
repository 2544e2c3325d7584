import { assert, expect, test } from "vitest";
import { parseDecimal } from "./decimal.ts";
import { minor, MOST_DOCUMENT_MINOR, parseMinor } from "./money.ts";
import { DiscountInput, priceCart } from "./pricing.ts";
import type { CartInput, CartLineInput, Discount } from "./pricing.ts";
import { milli, pieces } from "./quantity.ts";
import type { TaxRateInput } from "./tax.ts";
import { TooLargeError } from "./too-large-error.ts";
import { workedExample } from "./testing/worked-example.ts";

const rate = (taxRateId: string, ppm: number, compound = false): TaxRateInput => ({
  taxRateId,
  ppm,
  compound,
});
const amountOff = (amount: number): Discount => ({ kind: "amount", amountMinor: minor(amount) });
const percentOff = (percent: number): Discount => ({ kind: "percent", ppm: percent * 10_000 });

function line(
  price: number,
  taxes: readonly TaxRateInput[],
  more: Partial<CartLineInput> = {},
): CartLineInput {
  const quantityMilli = pieces(1);
  return {
    quantityMilli,
    unitPriceMinor: minor(price),
    basisMilli: pieces(1),
    discount: null,
    taxes,
    ...more,
  };
}

function cart(lines: CartLineInput[], more: Partial<CartInput> = {}): CartInput {
  return { lines, discount: null, pricesIncludeTax: false, taxRounding: "line", ...more };
}

const VAT20 = [rate("vat", 200_000)];
const SALES825 = [rate("sales", 82_500)];
const ROUNDINGS = ["line", "total"] as const;

test("[T3] ten of 0.99 with 20 % included have a tax of 1.60 rounded per line and 1.65 per total", () => {
  const lines = Array.from({ length: 10 }, () => line(99, VAT20));
  const taxes = ROUNDINGS.map((taxRounding) =>
    priceCart(cart(lines, { pricesIncludeTax: true, taxRounding })),
  );
  expect(taxes.map((priced) => priced.taxMinor)).toEqual([160, 165]);
  expect(taxes.map((priced) => priced.totalMinor)).toEqual([990, 990]);
  expect(taxes[1]?.lines.map((each) => each.taxMinor)).toEqual([
    17, 17, 17, 17, 17, 16, 16, 16, 16, 16,
  ]);
});

test("[T3] ten of 1.05 plus 8.25 % have a tax of 0.90 rounded per line and 0.87 per total", () => {
  const lines = Array.from({ length: 10 }, () => line(105, SALES825));
  const taxes = ROUNDINGS.map((taxRounding) => priceCart(cart(lines, { taxRounding })));
  expect(taxes.map((priced) => priced.taxMinor)).toEqual([90, 87]);
  expect(taxes.map((priced) => priced.totalMinor)).toEqual([1140, 1137]);
});

test("[T1] 50,000 with 10 % included is 45,455 and 4,545; 24,900.00 with 28 % included stays 24,900.00", () => {
  for (const taxRounding of ROUNDINGS) {
    const ten = priceCart(
      cart([line(50_000, [rate("vat", 100_000)])], { pricesIncludeTax: true, taxRounding }),
    );
    expect([ten.netMinor, ten.taxMinor, ten.totalMinor]).toEqual([45_455, 4_545, 50_000]);
    const gst = priceCart(
      cart([line(2_490_000, [rate("gst", 280_000)])], { pricesIncludeTax: true, taxRounding }),
    );
    expect(gst.totalMinor).toBe(2_490_000);
  }
});

test("[T5] a discount of 100 % leaves no amount and no tax, on the line or on the order", () => {
  for (const pricesIncludeTax of [true, false]) {
    for (const taxRounding of ROUNDINGS) {
      const settings = { pricesIncludeTax, taxRounding };
      const free = [
        priceCart(cart([line(1, VAT20, { discount: percentOff(100) })], settings)),
        priceCart(
          cart([line(1, VAT20), line(999, SALES825)], { ...settings, discount: percentOff(100) }),
        ),
      ];
      for (const priced of free) {
        expect([priced.netMinor, priced.taxMinor, priced.totalMinor]).toEqual([0, 0, 0]);
        expect(priced.discountMinor).toBe(priced.goodsMinor);
      }
    }
  }
});

test("[T5] 10.00 off 19.99, 4.99 and 2.50 is 7.27, 1.82 and 0.91", () => {
  const priced = priceCart(
    cart([line(1999, []), line(499, []), line(250, [])], { discount: amountOff(1000) }),
  );
  expect(priced.lines.map((each) => each.orderDiscountMinor)).toEqual([727, 182, 91]);
  expect([priced.goodsMinor, priced.discountMinor, priced.totalMinor]).toEqual([2748, 1000, 1748]);
});

test("[T5] the discount of the order is applied after those of the lines, and the line lists both", () => {
  const discounted = line(1000, VAT20, { quantityMilli: pieces(2), discount: percentOff(10) });
  const priced = priceCart(cart([discounted, line(200, VAT20)], { discount: percentOff(50) }));
  expect(priced.lines[0]).toEqual({
    discountable: true,
    grossMinor: 2000,
    lineDiscountMinor: 200,
    orderDiscountMinor: 900,
    discountMinor: 1100,
    netMinor: 900,
    taxMinor: 180,
    totalMinor: 1080,
    taxes: [{ taxRateId: "vat", ppm: 200_000, baseMinor: 900, taxMinor: 180 }],
  });
  expect(priced).toMatchObject({
    goodsMinor: 2200,
    discountMinor: 1200,
    netMinor: 1000,
    totalMinor: 1200,
  });
});

test("[T5] a discount is never larger than its base", () => {
  const priced = priceCart(
    cart([line(300, VAT20, { discount: amountOff(500) }), line(100, VAT20)]),
  );
  expect(priced.lines.map((each) => each.discountMinor)).toEqual([300, 0]);
  const all = priceCart(cart([line(300, VAT20)], { discount: amountOff(500) }));
  expect([all.discountMinor, all.totalMinor]).toEqual([300, 0]);
});

test("[U1] 125 grams at 0.89 for 100 grams is 1.11, without rounding the price per gram", () => {
  const priced = priceCart(
    cart([line(89, [], { quantityMilli: milli(125), basisMilli: milli(100) })]),
  );
  expect(priced.totalMinor).toBe(111);
  const loaf = priceCart(cart([line(1000, [], { quantityMilli: milli(333) })]));
  expect(loaf.totalMinor).toBe(333);
});

test("[T1] several rates share one rounded tax, and a compound rate applies on top of the taxes before it", () => {
  const rates = [rate("gst", 50_000), rate("qst", 85_000, true)];
  const added = priceCart(cart([line(10_010, rates)]));
  expect(added.lines[0]?.taxes).toEqual([
    { taxRateId: "gst", ppm: 50_000, baseMinor: 10_010, taxMinor: 501 },
    { taxRateId: "qst", ppm: 85_000, baseMinor: 10_511, taxMinor: 893 },
  ]);
  const inside = priceCart(cart([line(11_393, rates)], { pricesIncludeTax: true }));
  expect([inside.netMinor, inside.taxMinor, inside.totalMinor]).toEqual([10_000, 1_393, 11_393]);
});

test("[T3] lines with the same rates in another order are one group per total", () => {
  const first = [rate("a", 50_000), rate("b", 20_000)];
  const second = [rate("b", 20_000), rate("a", 50_000)];
  const lines = [line(107, first), line(107, second)];
  const priced = priceCart(cart(lines, { taxRounding: "total" }));
  expect(priced.taxMinor).toBe(15);
  expect(priced.taxes.map(({ taxRateId, taxMinor }) => [taxRateId, taxMinor])).toEqual([
    ["a", 11],
    ["b", 4],
  ]);
  expect(priceCart(cart(lines)).taxMinor).toBe(14);
});

test("[T3] a line of one cent never has more tax than its amount", () => {
  const rates = [rate("a", 300_000), rate("b", 300_000), rate("c", 300_000)];
  const lines = Array.from({ length: 9 }, () => line(1, rates));
  const priced = priceCart(cart(lines, { pricesIncludeTax: true, taxRounding: "total" }));
  expect(priced.lines.map((each) => each.taxMinor)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
  expect(priced.lines.map((each) => each.totalMinor)).toEqual(Array(9).fill(1));
  expect(priced.taxes.map((tax) => tax.taxMinor)).toEqual([2, 1, 1]);
});

test("[T1] the taxes of the cart are listed once per rate, including a rate of zero", () => {
  const lines = [line(1000, VAT20), line(500, [rate("zero", 0)]), line(300, VAT20), line(700, [])];
  for (const taxRounding of ROUNDINGS) {
    expect(priceCart(cart(lines, { taxRounding })).taxes).toEqual([
      { taxRateId: "vat", ppm: 200_000, baseMinor: 1300, taxMinor: 260 },
      { taxRateId: "zero", ppm: 0, baseMinor: 500, taxMinor: 0 },
    ]);
  }
});

test("an empty cart has a total of zero, with any discount", () => {
  const nothing = { goodsMinor: 0, discountMinor: 0, netMinor: 0, taxMinor: 0, totalMinor: 0 };
  for (const taxRounding of ROUNDINGS) {
    expect(priceCart(cart([], { discount: amountOff(5), taxRounding }))).toEqual({
      ...nothing,
      lines: [],
      taxes: [],
    });
  }
});

test("a negative price and an amount that is too large are errors", () => {
  expect(() => priceCart(cart([line(-1, [])]))).toThrow(RangeError);
  expect(() => priceCart(cart([line(1, [], { basisMilli: milli(0) })]))).toThrow(RangeError);
  const huge = line(Number.MAX_SAFE_INTEGER, []);
  expect(() => priceCart(cart([huge, huge]))).toThrow(RangeError);
  expect(() => priceCart(cart([huge, huge], { discount: percentOff(1) }))).toThrow(RangeError);
  expect(() => priceCart(cart([huge, huge], { taxRounding: "total" }))).toThrow(RangeError);
});

test("[fault A6] a cart is priced up to the largest document, and refused beyond it", () => {
  const most = priceCart(cart([line(MOST_DOCUMENT_MINOR, [])]));
  expect(most.totalMinor).toBe(MOST_DOCUMENT_MINOR);
  const above = [line(MOST_DOCUMENT_MINOR, []), line(1, [])];
  expect(() => priceCart(cart(above))).toThrow(TooLargeError);
  expect(() => priceCart(cart(above, { discount: percentOff(500_000) }))).toThrow(TooLargeError);
});

test("[T5] a discount is an amount above zero or at most 100 %, and nothing else", () => {
  expect(DiscountInput.parse({ kind: "amount", amountMinor: 1 })).toEqual({
    kind: "amount",
    amountMinor: 1,
  });
  expect(DiscountInput.parse({ kind: "percent", ppm: 1_000_000 })).toEqual({
    kind: "percent",
    ppm: 1_000_000,
  });
  const refused: unknown[] = [
    { kind: "amount", amountMinor: 0 },
    { kind: "percent", ppm: 0 },
    { kind: "percent", ppm: 1_000_001 },
    { kind: "percent", ppm: 0.5 },
    { kind: "amount", amountMinor: 1, ppm: 1 },
    { kind: "free" },
  ];
  expect(refused.filter((input) => DiscountInput.safeParse(input).success)).toEqual([]);
});

interface ExampleLine {
  readonly price: string | number;
  readonly qty: number;
  readonly rate: string;
  readonly discount_before_tax?: string;
}

interface ExampleCart {
  readonly minor_units?: boolean;
  readonly price_includes_tax: boolean;
  readonly lines: ExampleLine[];
}

function exampleCart(input: ExampleCart): CartInput {
  const amount = (value: string | number): number =>
    parseMinor(String(value), input.minor_units ? 0 : 2) ?? -1;
  const lines = input.lines.map((each) => {
    const taxes = [rate(each.rate, parseDecimal(each.rate, 4) ?? -1)];
    const discount =
      each.discount_before_tax === undefined ? null : amountOff(amount(each.discount_before_tax));
    return line(amount(each.price), taxes, { quantityMilli: pieces(each.qty), discount });
  });
  return cart(lines, { pricesIncludeTax: input.price_includes_tax });
}

const cents = (text: string | undefined): number | null => parseMinor(text ?? "", 2);

const mixed = workedExample<
  ExampleCart,
  { net: string; tax: string; total: string; line_taxes: string[] }
>("tax-4");
test.skipIf(mixed === null)("[T1] worked example tax-4: lines with different rates", () => {
  assert(mixed !== null);
  const { net, tax, total, line_taxes } = mixed.expected;
  const priced = priceCart(exampleCart(mixed.input));
  expect([priced.netMinor, priced.taxMinor, priced.totalMinor]).toEqual(
    [net, tax, total].map(cents),
  );
  expect(priced.lines.map((each) => each.taxMinor)).toEqual(line_taxes.map(cents));
});

const before = workedExample<
  ExampleCart,
  { net_before_discount: string; tax: string; total: string }
>("tax-5");
test.skipIf(before === null)("[T5] worked example tax-5: a discount before tax", () => {
  assert(before !== null);
  const { net_before_discount, tax, total } = before.expected;
  const priced = priceCart(exampleCart(before.input));
  expect([priced.goodsMinor, priced.taxMinor, priced.totalMinor]).toEqual(
    [net_before_discount, tax, total].map(cents),
  );
});

const rounded = workedExample<ExampleCart, { net: number; gross: number }>("round-1");
test.skipIf(rounded === null)(
  "[T3] worked example round-1: the tax of a line is rounded half up",
  () => {
    assert(rounded !== null);
    const priced = priceCart(exampleCart(rounded.input));
    expect([priced.netMinor, priced.totalMinor]).toEqual([
      rounded.expected.net,
      rounded.expected.gross,
    ]);
  },
);
