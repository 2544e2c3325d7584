import { expect, test } from "vitest";
import { refusedRows } from "./refused-rows.ts";

test("a refusal of a bulk change says which rows it is about", () => {
  const refusal = {
    code: "stale_version",
    message: "Someone else changed this product meanwhile.",
    fieldErrors: {
      "products.1.version": ["Someone else changed this product meanwhile."],
      "set.categoryId": ["There is no such category."],
    },
    details: {},
    retryable: false,
    requestId: "r1",
  };
  const rows = [{ name: "Mug" }, { name: "Teapot" }];
  expect(refusedRows(refusal, "products", rows)).toEqual([
    "Teapot: Someone else changed this product meanwhile.",
  ]);
  expect(refusedRows(refusal, "customers", rows)).toEqual([]);
  expect(refusedRows(null, "products", rows)).toEqual([]);
});
