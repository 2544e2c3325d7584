import { expect, test } from "vitest";
import { rulesKept } from "./search-rules.ts";

test("the browser's own search keeps every rule that it is compared by", () => {
  expect(rulesKept("own")).toEqual({ of: 18, broken: [] });
});

test("a rule that is not kept is named", () => {
  expect(rulesKept("minisearch").broken).toContain("a part inside a word");
});
