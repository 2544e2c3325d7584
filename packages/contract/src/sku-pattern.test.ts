import { expect, test } from "vitest";
import { DEFAULT_SKU_PATTERN, skuOf } from "./sku-pattern.ts";

test("a pattern keeps its letters and replaces its run of # with the number", () => {
  expect(skuOf(DEFAULT_SKU_PATTERN, 7)).toBe("P-0007");
  expect(skuOf("##/TEA", 12)).toBe("12/TEA");
  expect(skuOf("P-####", 10_000)).toBe("P-10000");
});
