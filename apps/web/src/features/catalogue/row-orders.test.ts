import { numberSigns } from "@daybook/contract/typed-number";
import { expect, test } from "vitest";
import type { CatalogueQuery } from "./catalogue-query.ts";
import { createSearchEngine } from "./search-rows.ts";
import { catalogueRow, idOf } from "./testing/catalogue-row.ts";

test("[fault A8] margins are sorted as the column shows them: by the price without its tax", () => {
  const taxes = {
    [idOf(1)]: { inclusive: true, rates: [{ taxRateId: "full", ppm: 200_000, compound: false }] },
    [idOf(2)]: { inclusive: true, rates: [] },
  };
  // 1,200 with tax is 1,000 without: the margin is 40 %. For 1,100 without tax it is 45.45 %.
  const rows = [
    { name: "Taxed", priceMinor: 1200, taxClassId: idOf(1), unitCostMinor: 600 },
    { name: "Untaxed", priceMinor: 1100, taxClassId: idOf(2), unitCostMinor: 600 },
    { name: "Free", priceMinor: 0, taxClassId: idOf(2), unitCostMinor: 600 },
    { name: "Unknown", priceMinor: 900, taxClassId: idOf(2), unitCostMinor: null },
  ];
  const engine = createSearchEngine({ amounts: { exponent: 2, signs: numberSigns("en") } });
  engine.put(rows.map(catalogueRow));
  const names = (query: Partial<CatalogueQuery>) =>
    engine.search({ text: "", ...query }).rows.map(({ name }) => name);
  const sorted = ["Free", "Unknown", "Taxed", "Untaxed"];
  expect(names({ sort: "margin", taxes })).toEqual(sorted);
  expect(names({ sort: "margin", taxes, descending: true })).toEqual(sorted.toReversed());
  const changed = {
    ...taxes,
    [idOf(2)]: {
      ...taxes[idOf(1)],
      rates: [{ taxRateId: "full", ppm: 800_000, compound: false }],
      inclusive: true,
    },
  };
  expect(names({ sort: "margin", taxes: changed })).toEqual([
    "Free",
    "Unknown",
    "Untaxed",
    "Taxed",
  ]);
  expect(names({ sort: "margin" })).toEqual(["Free", "Taxed", "Unknown", "Untaxed"]);
});
