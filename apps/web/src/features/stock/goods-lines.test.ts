import { describe, expect, test } from "vitest";
import { ProductId } from "@daybook/contract/ids";
import { milli } from "@daybook/contract/quantity";
import { minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import {
  addOne,
  countItems,
  expectedCost,
  GoodsLine,
  linesLeft,
  marginPpm,
  stepped,
  totalCost,
  unitCost,
  withQuantity,
} from "./goods-lines.ts";

const mug = {
  id: ProductId.parse(newId()),
  name: "Mug",
  sku: "MUG",
  unit: "each" as const,
  lastCost: { quantityMilli: milli(12_000), costMinor: minor(3000) },
};
const tea = { ...mug, id: ProductId.parse(newId()), name: "Tea", unit: "kg" as const };
const fresh = { ...mug, id: ProductId.parse(newId()), name: "New thing", lastCost: null };

describe("a scan", () => {
  test("adds a line at the cost of the last receipt", () => {
    const { lines, index } = addOne([], mug);
    expect(index).toBe(0);
    expect(lines).toEqual([
      {
        productId: mug.id,
        name: "Mug",
        sku: "MUG",
        unit: "each",
        quantityMilli: 1000,
        costMinor: 250,
        costTyped: false,
      },
    ]);
  });

  test("of the same product increases its only line by one, and the cost is scaled", () => {
    const once = addOne(addOne([], mug).lines, tea).lines;
    const { lines, index } = addOne(once, mug);
    expect(index).toBe(0);
    expect(lines.map((line) => [line.name, line.quantityMilli, line.costMinor])).toEqual([
      ["Mug", 2000, 500],
      ["Tea", 1000, 250],
    ]);
  });

  test("of a product that was never received leaves its cost empty", () => {
    expect(addOne([], fresh).lines[0]?.costMinor).toBeNull();
  });

  test("into an emptied quantity starts at zero", () => {
    const [line] = addOne([], mug).lines;
    const emptied = [{ ...GoodsLine.parse(line), quantityMilli: null }];
    expect(addOne(emptied, mug).lines[0]?.quantityMilli).toBe(1000);
  });
});

test("goods scanned while the others were being saved remain to be saved", () => {
  const sent = addOne(addOne([], mug).lines, tea).lines;
  const later = addOne(addOne(sent, mug).lines, fresh).lines;
  expect(linesLeft(sent, sent)).toEqual([]);
  expect(
    linesLeft(later, sent).map((line) => [line.name, line.quantityMilli, line.costMinor]),
  ).toEqual([
    ["Mug", 1000, null],
    ["New thing", 1000, null],
  ]);
});

test("a typed cost stays when the quantity changes", () => {
  const line = { ...GoodsLine.parse(addOne([], mug).lines[0]), costMinor: 999, costTyped: true };
  expect(withQuantity(line, 24_000, mug.lastCost)).toMatchObject({
    quantityMilli: 24_000,
    costMinor: 999,
  });
});

test("the expected cost is scaled as a whole and rounded once", () => {
  const lastCost = { quantityMilli: milli(3000), costMinor: minor(1000) };
  expect(expectedCost(lastCost, 2000)).toBe(667);
  expect(expectedCost(lastCost, Number.NaN)).toBeNull();
  expect(expectedCost(lastCost, null)).toBeNull();
  expect(expectedCost(null, 2000)).toBeNull();
  expect(expectedCost(lastCost, 9e15)).toBe(3e15);
});

test("a unit cost is shown only if there is a cost and a quantity", () => {
  expect(unitCost(667, 2000)).toBe(334);
  expect(unitCost(0, 2000)).toBe(0);
  expect(unitCost(667, 0)).toBeNull();
  expect(unitCost(Number.NaN, 1000)).toBeNull();
  expect(unitCost(null, 1000)).toBeNull();
  expect(unitCost(Number.MAX_SAFE_INTEGER, 1)).toBeNull();
});

test("the margin is computed from the price without its tax", () => {
  const rates = [{ taxRateId: newId(), ppm: 200_000, compound: false }];
  const price = { priceMinor: 1200, basisMilli: 1000, rates, inclusive: true };
  expect(marginPpm(price, 600)).toBe(400_000);
  expect(marginPpm({ ...price, inclusive: false }, 600)).toBe(500_000);
  expect(marginPpm({ ...price, priceMinor: 0 }, 600)).toBeNull();
  expect(marginPpm(price, 1500)).toBe(-500_000);
});

test("pieces are counted one by one and weighed goods by line", () => {
  const lines = [
    { unit: "each" as const, quantityMilli: 12_000 },
    { unit: "kg" as const, quantityMilli: 3250 },
    { unit: "pair" as const, quantityMilli: Number.NaN },
    { unit: "each" as const, quantityMilli: 0 },
  ];
  expect(countItems(lines)).toBe(13);
});

test("the total leaves out costs that are not entered yet", () => {
  expect(totalCost([{ costMinor: 250 }, { costMinor: null }, { costMinor: 50 }])).toBe(300);
});

test("a step never goes below zero", () => {
  expect(stepped(500, -1000)).toBe(0);
  expect(stepped(null, 1000)).toBe(1000);
  expect(stepped(Number.NaN, 1000)).toBe(1000);
});

test("a stored line is restored: empty fields stay empty", () => {
  const line = GoodsLine.parse(addOne([], fresh).lines[0]);
  const kept: unknown = JSON.parse(JSON.stringify(line));
  expect(GoodsLine.parse(kept)).toEqual(line);
});
