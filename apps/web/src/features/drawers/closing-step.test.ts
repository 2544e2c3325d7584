import { expect, test } from "vitest";
import type { CashCount } from "@daybook/contract/drawers";
import { isCountedByOthers, stepOf } from "./closing-step.ts";

// safe because only its id is read
const count = (id: string) => ({ id, lines: [] }) as unknown as CashCount;

test("[M6] a first count is continued blind when another device saves one", () => {
  const counting = { before: null };
  expect(stepOf({ isClosed: false, count: null, counting })).toBe("count");
  expect(isCountedByOthers({ count: null, counting })).toBe(false);
  expect(stepOf({ isClosed: false, count: count("a"), counting })).toBe("count");
  expect(isCountedByOthers({ count: count("a"), counting })).toBe(true);
});

test("[M6] a second count ends by its own save alone, or because the drawer is closed", () => {
  const counting = { before: count("a") };
  expect(isCountedByOthers({ count: count("a"), counting })).toBe(false);
  expect(isCountedByOthers({ count: count("b"), counting })).toBe(true);
  expect(stepOf({ isClosed: false, count: count("b"), counting })).toBe("count");
  expect(stepOf({ isClosed: true, count: count("b"), counting })).toBe("closed");
});

test("[M6] a page that does not count shows the last count, also of another device", () => {
  expect(stepOf({ isClosed: false, count: null, counting: null })).toBe("open");
  expect(stepOf({ isClosed: false, count: count("a"), counting: null })).toBe("result");
});
