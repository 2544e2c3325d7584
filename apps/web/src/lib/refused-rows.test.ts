import { expect, test } from "vitest";
import { readRefusal } from "@daybook/contract/refusal";
import { refusedRows } from "./refused-rows.ts";
import "./refusal-texts-at-once.ts";

test("a refusal of a bulk change names the rows it concerns", () => {
  const late = "Someone else changed this product meanwhile.";
  const at = (message: string) => [{ code: "of_next_year", details: {}, message }];
  const refusal = readRefusal({
    code: "of_next_year",
    message: late,
    fieldErrors: {
      "products.1.version": at(late),
      "set.categoryId": at("There is no such category."),
    },
    details: {},
    retryable: false,
    requestId: "r1",
  });
  const rows = [{ name: "Mug" }, { name: "Teapot" }];
  expect(refusedRows(refusal, "products", rows)).toEqual([
    "Teapot: Someone else changed this product meanwhile.",
  ]);
  expect(refusedRows(refusal, "customers", rows)).toEqual([]);
  expect(refusedRows(null, "products", rows)).toEqual([]);
});
