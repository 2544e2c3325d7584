import { expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal, Refusal } from "@daybook/contract/refusal";
import { Cart, EMPTY_CART, reduceCart } from "./cart.ts";
import { problemsOf } from "./cart-problems.ts";
import "../../lib/refusal-texts-at-once.ts";

const id = (n: number) => `0198c000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const numbers = {
  quantity: (milli: number) => String(milli / 1000),
  money: (amount: number) => String(amount),
};

function line(lineId: string, product: number, quantityMilli: number) {
  return {
    lineId,
    product: {
      id: id(product),
      sku: `P-${product}`,
      name: `Product ${product}`,
      unit: "each",
      quantityStepMilli: 1000,
      kind: "stock",
      taxClassId: id(99),
      priceMinor: 100,
      basisMilli: 1000,
      version: 1,
    },
    quantityMilli,
    ownPriceMinor: null,
    discount: null,
  };
}

const cart = Cart.parse({
  ...EMPTY_CART,
  lines: [line("a", 1, 2000), line("b", 2, 4000), line("c", 2, 2000)],
});

const message = "As the server says it.";

/** A refusal as sent by the server. */
function refusal(code: string, more: Partial<Refusal> = {}): ReadRefusal {
  const sent = { code, message, fieldErrors: {}, details: {}, retryable: false, requestId: "r" };
  const read = readRefusal({ ...sent, ...more });
  if (read === null) throw new Error("This is no refusal");
  return read;
}

const at = (code: string, details = {}) => ({ code, details, message });

const shortage = (availableMilli: number) =>
  refusal("insufficient_stock", {
    fieldErrors: { "lines.1.quantityMilli": [at("a_reason_of_next_year")] },
    details: {
      shortages: [
        {
          productId: id(2),
          sku: "P-2",
          name: "Product 2",
          locationId: id(50),
          locationName: "Shop",
          requestedMilli: 6000,
          availableMilli,
        },
      ],
    },
  });

test("a shortage is shown at every line of the product, with the quantity each can still have", () => {
  const { lines, above } = problemsOf(cart, shortage(5000), numbers);
  expect(above).toEqual([]);
  expect(lines).toEqual({
    b: { kind: "shortage", sentence: "Only 5 left in Shop", takeMilli: 4000 },
    c: { kind: "shortage", sentence: "Only 5 left in Shop", takeMilli: 1000 },
  });
});

test("the quantity offered instead of a shortage is never more than the stock", () => {
  for (let left = 0; left <= 8000; left += 500) {
    const { lines } = problemsOf(cart, shortage(left), numbers);
    let corrected = cart;
    for (const [lineId, problem] of Object.entries(lines)) {
      if (problem.kind !== "shortage") continue;
      const quantityMilli = problem.takeMilli;
      corrected = reduceCart(corrected, { type: "setQuantity", lineId, quantityMilli });
    }
    const taken = corrected.lines
      .filter((one) => one.product.id === id(2))
      .reduce((sum, one) => sum + one.quantityMilli, 0);
    expect(taken).toBeLessThanOrEqual(Math.min(left, pieces(6)));
  }
});

test("every other refusal is shown at its line, at its field or above, and never nowhere", () => {
  const inactive = refusal("inactive", {
    details: { entity: "product", id: id(1) },
    fieldErrors: { "lines.0.productId": [at("inactive", { entity: "product", id: id(1) })] },
  });
  expect(problemsOf(cart, inactive, numbers).lines["a"]).toMatchObject({ kind: "other" });
  const tooLarge = { fieldErrors: { discount: [at("discount_too_large")] } };
  expect(problemsOf(cart, refusal("discount_too_large", tooLarge), numbers).discount).toBe(
    "The discount is larger than the price.",
  );
  const gone = {
    details: { entity: "customer", id: id(3) },
    fieldErrors: { customerId: [at("not_found", { entity: "customer", id: id(3) })] },
  };
  expect(problemsOf(cart, refusal("not_found", gone), numbers).customer).not.toBeNull();
  expect(problemsOf(cart, refusal("forbidden"), numbers).above).toHaveLength(1);
  const other = { fieldErrors: { locationId: [at("a_reason_of_next_year")] } };
  expect(problemsOf(cart, refusal("a_reason_of_next_year", other), numbers).above).toEqual([
    "As the server says it.",
  ]);
});
