import { expect, test } from "vitest";
import { shortnessOf, stockStateOf } from "./stock-state.ts";

test("[fault A8] the stock left to sell is out at zero, low up to the reorder point, and normal without a rule", () => {
  const states = [-1, 0, 1, 5, 6].map((left) => stockStateOf(left, 5));
  expect(states).toEqual(["out", "out", "low", "low", "ok"]);
  expect(stockStateOf(-1, null)).toBe("ok");
  expect([0, 1].map(shortnessOf)).toEqual(["out", "low"]);
});
