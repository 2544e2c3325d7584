import { expect, test } from "vitest";
import { GetGrandTotals } from "@daybook/contract/reports";
import { returnSale } from "../returns/return-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import { close, count, counter, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { goodsBack, voiding } from "../testing/inputs.ts";
import { getGrandTotals } from "./grand-totals.ts";

const DAY_MS = 86_400_000;

const totals = async ({ shop }: Counter, input: object = {}) => {
  const { items } = await shop.read((ctx) => getGrandTotals(ctx, GetGrandTotals.parse(input)));
  return items.map(({ period, of, till, documents: { sale, return: back, void: voided } }) => [
    period,
    till?.name ?? of,
    [sale.count, sale.totalMinor],
    [back.count, back.totalMinor],
    [voided.count, voided.totalMinor],
  ]);
};

test("[F4] totals per till and of the shop for ever, by year and by month only grow, and the closing report has the shop's", async () => {
  const at = await counter();
  await open(at, 10_000);
  const first = await sellAt(at, [["cash", 3000]]);
  const gone = await sellAt(at, [["card", 2000]], { who: at.back });
  await writeAs(at.shop, at.back, (ctx) => voidSale(ctx, voiding(gone)));
  expect(await totals(at)).toEqual([
    [null, "shop", [2, 5000], [0, 0], [1, 2000]],
    [null, "Front", [1, 3000], [0, 0], [0, 0]],
    [null, "Back", [1, 2000], [0, 0], [1, 2000]],
  ]);

  // A year later: what is there stays, and the new documents are added.
  at.shop.clock.now += 366 * DAY_MS;
  const back = goodsBack(first, {
    lines: [{ lineNo: 1, quantityMilli: 1000 }],
    expectedTotalMinor: 1000,
  });
  await writeAs(at.shop, at.front, (ctx) => returnSale(ctx, back));
  await sellAt(at, [["cash", 1000]], { who: at.shop.as("owner") });
  expect(await totals(at, { by: "year" })).toEqual([
    ["2027", "shop", [1, 1000], [1, 1000], [0, 0]],
    ["2027", "no_till", [1, 1000], [0, 0], [0, 0]],
    ["2027", "Front", [0, 0], [1, 1000], [0, 0]],
    ["2026", "shop", [2, 5000], [0, 0], [1, 2000]],
    ["2026", "Front", [1, 3000], [0, 0], [0, 0]],
    ["2026", "Back", [1, 2000], [0, 0], [1, 2000]],
  ]);
  const months = await totals(at, { by: "month" });
  expect(months.filter(([, name]) => name === "shop")).toEqual([
    ["2027-03", "shop", [1, 1000], [1, 1000], [0, 0]],
    ["2026-03", "shop", [2, 5000], [0, 0], [1, 2000]],
  ]);

  const counted = await count(at, 12_000, { card: 0 });
  const { grandTotals } = await close(at, counted.id, 0);
  const [ever] = (await at.shop.read((ctx) => getGrandTotals(ctx, GetGrandTotals.parse({})))).items;
  expect(ever?.documents).toEqual(grandTotals);
  expect(grandTotals).toEqual({
    sale: { count: 3, totalMinor: 6000 },
    return: { count: 1, totalMinor: 1000 },
    void: { count: 1, totalMinor: 2000 },
  });
});

test("a shop without documents has totals of nothing, and no periods", async () => {
  const at = await counter();
  expect(await totals(at)).toEqual([[null, "shop", [0, 0], [0, 0], [0, 0]]]);
  expect(await totals(at, { by: "month" })).toEqual([]);
});
