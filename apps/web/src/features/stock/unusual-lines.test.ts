import { expect, test } from "vitest";
import type { ProductId } from "@daybook/contract/ids";
import type { LastCost } from "@daybook/contract/costs";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { goodsTexts } from "../../texts/en/stock-goods.ts";
import type { GoodsLine } from "./goods-lines.ts";
import { unusualLines } from "./unusual-lines.ts";

const formats = {
  money: (minor: number) => (minor / 100).toFixed(2),
  quantity: (milli: number) => String(milli / 1000),
  percent: (ppm: number) => `${ppm / 10_000}%`,
};
// safe because the lines only pass the id on
const id = "01890000-0000-7000-8000-000000000001" as ProductId;
const line = (quantity: number, costMinor: number): GoodsLine => ({
  productId: id,
  name: "Mug",
  sku: "MUG",
  unit: "each",
  quantityMilli: quantity * 1000,
  costMinor,
  costTyped: true,
});
const products = new Map([[id, { lastCost: { quantityMilli: pieces(1), costMinor: minor(280) } }]]);

type Products = ReadonlyMap<string, { readonly lastCost: LastCost | null }>;
/** The margin is unknown by default. */
const ask = (
  lines: GoodsLine[],
  of: Products = products,
  marginPpm: (cost: number) => number | null = () => null,
) => unusualLines({ lines, products: of, formats, marginOf: (_product, cost) => marginPpm(cost) });

test("[fault G14] a receipt with an extra digit is questioned with the product's name", () => {
  const warning = ask([line(61, 1_617_080)]);
  expect(warning).toBe(
    `Mug: quantity 61, last time 1, 265.10 for one, last time 2.80. ${goodsTexts.sendAgain}`,
  );
});

test("[fault G14] an ordinary receipt, and a first one, are not questioned", () => {
  expect(ask([line(6, 1700)])).toBeNull();
  expect(ask([line(61, 1_617_080)], new Map())).toBeNull();
});

test("[fault G14] a cost far above the price is questioned, also for a first receipt, and only once", () => {
  const price = 1000;
  const marginPpm = (cost: number) => ((price - cost) / price) * 1_000_000;
  const first = new Map([[id, { lastCost: null }]]);
  const warning = ask([line(1, 1600)], first, marginPpm);
  expect(warning).toBe(`Mug: margin -60% at the current price. ${goodsTexts.sendAgain}`);
  expect(ask([line(1, 1500)], first, marginPpm)).toBeNull();
  const dear = new Map([[id, { lastCost: { quantityMilli: pieces(1), costMinor: minor(1550) } }]]);
  expect(ask([line(1, 1600)], dear, marginPpm)).toBeNull();
});
