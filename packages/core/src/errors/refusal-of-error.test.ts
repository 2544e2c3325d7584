import { expect, test } from "vitest";
import { STORE_FAILURES } from "../testing/store-failures.ts";
import { refusalOfError } from "./refusal-of-error.ts";

test.each(Object.entries(STORE_FAILURES))(
  "%s becomes the refusal of its failure",
  (code, error) => {
    expect(refusalOfError(new Error("the query failed", { cause: error }))?.code).toBe(code);
  },
);

test("any other error is a defect", () => {
  expect(refusalOfError(new Error("a bug"))).toBeNull();
});
