import { expect, test } from "vitest";
import { Comparisons } from "./comparisons.ts";

test("a figure is equal, explained exactly by a decision, or different", () => {
  const comparisons = new Comparisons();
  const explanation = { decision: "serviceAdjustment", by: 1000 } as const;
  comparisons.count("units", "net", { expected: 929_183, measured: 929_183, explanation });
  comparisons.count("units", "net", { expected: 929_183, measured: 928_183, explanation });
  comparisons.count("units", "net", { expected: 929_183, measured: 928_182, explanation });
  comparisons.money("money", "net", { expected: 180_701_993, measured: 180_701_992 });
  expect(comparisons.items.map(({ verdict }) => verdict)).toEqual([
    "equal",
    "explained",
    "different",
    "different",
  ]);
  expect(comparisons.items[1]?.because).toMatch(/^1,000: price zero on a service/);
  expect(comparisons.different().map(({ measured }) => measured)).toEqual([
    "928,182",
    "1807019.92",
  ]);
});

test("of many figures, the different ones are named", () => {
  const comparisons = new Comparisons();
  comparisons.all("products", "codes that agree", [
    { name: "22423", equal: true },
    { name: "85123A", equal: false },
  ]);
  expect(comparisons.items).toMatchObject([
    {
      figure: "codes that agree (not: 85123A)",
      expected: "2",
      measured: "1",
      verdict: "different",
    },
  ]);
});
