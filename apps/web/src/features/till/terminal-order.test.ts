import { expect, test } from "vitest";
import { EMPTY_CART } from "./cart.ts";
import { holdsCart, holdsPayments, NO_ORDER, subjectOf } from "./terminal-order.ts";

test("[S20] a card payment holds the cart until its outcome is known, and other payments until it is used or over", () => {
  const holds = (state: "out" | "taken" | "over", key = "k") => {
    const order = { ...NO_ORDER, key, state };
    return { cart: holdsCart(order), payments: holdsPayments(order) };
  };
  expect(holds("out")).toEqual({ cart: true, payments: true });
  // A cart that cannot be sold as it is, for example after a change of a price, can be corrected.
  expect(holds("taken")).toEqual({ cart: false, payments: true });
  expect(holds("over")).toEqual({ cart: false, payments: false });
  expect(holds("out", "")).toEqual({ cart: false, payments: false });
});

test("selecting a line does not change what a card payment is for", () => {
  const before = subjectOf(EMPTY_CART);
  expect(subjectOf({ ...EMPTY_CART, currentLineId: "1", startedAt: 5 })).toBe(before);
  expect(subjectOf({ ...EMPTY_CART, discount: { kind: "percent", ppm: 100_000 } })).not.toBe(
    before,
  );
});
