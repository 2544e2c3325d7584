import { expect } from "@playwright/test";
import { Agreement } from "./agreement.ts";
import { test } from "./fixtures.ts";

test("a difference lists what each screen shows, and a key that one of them lacks is a difference too", () => {
  const agreement = new Agreement();
  agreement.same("Takings", { "the report": 100, "its days": 100, "every receipt": 99 });
  agreement.same("Receipts", { "the report": 3, "every receipt": 3 });
  agreement.sameSums("Worth", {
    "the valuation": new Map([["TEA", 5]]),
    "the ledger": new Map([
      ["TEA", 5],
      ["CUP", 1],
    ]),
  });
  expect(agreement.differences).toEqual([
    "Takings: the report says 100, its days says 100, every receipt says 99",
    "Worth of CUP: the valuation says 0, the ledger says 1",
  ]);
  expect(agreement.compared).toBe(5);
});
