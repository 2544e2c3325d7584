import { expect, test } from "vitest";
import type { ProductId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { goodsTexts } from "../../texts/en/goods.ts";
import type { GoodsLine } from "./goods-lines.ts";
import { unusualLines } from "./unusual-lines.ts";

const formats = {
  money: (minor: number) => (minor / 100).toFixed(2),
  quantity: (milli: number) => String(milli / 1000),
};
// safe because the lines only carry the id on
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

test("[fault G14] a delivery with a figure too many is asked about by the product's name", () => {
  const asked = unusualLines([line(61, 1_617_080)], products, formats);
  expect(asked).toBe(
    `Mug: quantity 61, last time 1, 265.10 for one, last time 2.80. ${goodsTexts.sendAgain}`,
  );
});

test("[fault G14] an ordinary delivery, and a first one, are not asked about", () => {
  expect(unusualLines([line(6, 1700)], products, formats)).toBeNull();
  expect(unusualLines([line(61, 1_617_080)], new Map(), formats)).toBeNull();
});
