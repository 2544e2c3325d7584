import { expect, test } from "vitest";
import { rulesKept } from "./search-rules.ts";

test("the search of the browser follows every rule that it is compared by", () => {
  expect(rulesKept("own")).toEqual({ of: 18, broken: [] });
});

test("a broken rule is named", () => {
  expect(rulesKept("minisearch").broken).toContain("a part inside a word");
});
