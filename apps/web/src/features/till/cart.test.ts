import { describe, expect, test } from "vitest";
import { CASH } from "@daybook/contract/tenders";
import { CustomerId } from "@daybook/contract/ids";
import { mulDiv } from "@daybook/contract/exact";
import { minor, MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import { EMPTY_CART, Cart as CartContract } from "./cart.ts";
import { oneOf, quantityInCart, reduceCart, ringUpLines, unitPriceOf } from "./cart.ts";
import type { Cart, CartAction, CartProduct } from "./cart.ts";
import { priceOfCart, taxRules } from "./cart-price.ts";
import { productNo as product } from "./testing/cart-product.ts";
import { milli, pieces } from "@daybook/contract/quantity";

const FREE = "0198c000-0000-7000-8000-0000000000bb";

const MUG = product(1);
const TEA = product(2);
const APPLES = product(3, { unit: "kg", quantityStepMilli: 1 });

let made = 0;
const add = (of: CartProduct, quantityMilli = oneOf(of)) => ({
  type: "add" as const,
  product: of,
  quantityMilli,
  lineId: `line-${(made += 1)}`,
});
const after = (...actions: CartAction[]) => actions.reduce(reduceCart, EMPTY_CART);
const lineOf = (cart: Cart, index: number) => {
  const line = cart.lines[index];
  if (line === undefined) throw new Error(`There is no line ${index}`);
  return line;
};

describe("lines", () => {
  test("[S1] scanning the same product again increases its line by one", () => {
    const cart = after(add(MUG), add(TEA), add(MUG));
    expect(cart.lines.map((line) => [line.product.sku, line.quantityMilli])).toEqual([
      ["P-1", 2000],
      ["P-2", 1000],
    ]);
    expect(cart.currentLineId).toBe(lineOf(cart, 0).lineId);
  });

  test("[F1] a sale says when its first line was added and which code each line was scanned by", () => {
    const scanned = { ...add(MUG), code: "4006381333931", at: 5000 };
    const cart = after(scanned, { ...add(TEA), at: 6000 }, { ...add(TEA), code: "TEA-1" });
    expect(cart.startedAt).toBe(5000);
    expect(ringUpLines(cart)).toMatchObject([{ code: "4006381333931" }, { code: "TEA-1" }]);
    const emptied = cart.lines.reduce(
      (before, { lineId }) => reduceCart(before, { type: "remove", lineId }),
      cart,
    );
    expect(emptied.startedAt).toBeNull();
    expect(reduceCart(emptied, { ...add(MUG), at: 9000 }).startedAt).toBe(9000);
  });

  test("[F1] a code that the sale could not be saved with is left out", () => {
    const [line] = ringUpLines(after({ ...add(MUG), code: "0".repeat(300) }));
    expect(line).not.toHaveProperty("code");
  });

  test("a line with its own discount or price keeps it", () => {
    const first = after(add(MUG));
    const { lineId } = lineOf(first, 0);
    const discount = { kind: "percent" as const, ppm: 100_000 };
    const discounted = reduceCart(first, { type: "setLineDiscount", lineId, discount });
    const cart = reduceCart(discounted, add(MUG));
    expect(cart.lines.map((line) => line.discount)).toEqual([discount, null]);
    const priceMinor = MinorNonNegative.parse(100);
    const priced = reduceCart(first, { type: "setOwnPrice", lineId, priceMinor });
    expect(reduceCart(priced, add(MUG)).lines).toHaveLength(2);
  });

  test("two bags of weighed goods are two lines", () => {
    const cart = after(add(APPLES, milli(512)), add(APPLES, milli(730)));
    expect(cart.lines.map((line) => line.quantityMilli)).toEqual([512, 730]);
    expect(quantityInCart(cart, APPLES.id)).toBe(1242);
  });

  test("a product whose price has changed in the meantime gets its own line", () => {
    const dearer = { ...MUG, priceMinor: minor(300) };
    const cart = after(add(MUG), add(dearer));
    expect(cart.lines.map(unitPriceOf)).toEqual([200, 300]);
    const taken = reduceCart(cart, { type: "takeProduct", product: dearer });
    expect(taken.lines.map(unitPriceOf)).toEqual([300, 300]);
  });

  test("one less than the last removes the line, and its neighbour becomes the selected line", () => {
    const cart = after(add(MUG), add(TEA));
    const { lineId } = lineOf(cart, 1);
    const less = reduceCart(cart, { type: "step", lineId, direction: -1 });
    expect(less.lines.map((line) => line.product.sku)).toEqual(["P-1"]);
    expect(less.currentLineId).toBe(lineOf(cart, 0).lineId);
  });

  test("an action on a removed line changes nothing", () => {
    const cart = after(add(MUG));
    for (const action of [
      { type: "step", lineId: "gone", direction: 1 },
      { type: "remove", lineId: "gone" },
      { type: "choose", lineId: "gone" },
      { type: "setQuantity", lineId: "gone", quantityMilli: pieces(4) },
    ] as const)
      expect(reduceCart(cart, action)).toEqual(cart);
  });

  test("emptying the cart removes its discount, so it does not apply to the next sale", () => {
    const cart = after(add(MUG), {
      type: "setDiscount",
      discount: { kind: "amount", amountMinor: MinorPositive.parse(50) },
    });
    const { lineId } = lineOf(cart, 0);
    expect(reduceCart(cart, { type: "remove", lineId }).discount).toBeNull();
  });

  test("one press adds the quantity step of the product", () => {
    expect(
      [1000, 1, 250, 300, 6000].map((step) => oneOf({ quantityStepMilli: milli(step) })),
    ).toEqual([1000, 1000, 1000, 1200, 6000]);
  });
});

describe("for any sequence of actions", () => {
  const products = [MUG, TEA, APPLES, product(4, { taxClassId: FREE, basisMilli: 100 })];
  const rules = taxRules({ pricesIncludeTax: true, taxRounding: "line" }, [
    {
      id: MUG.taxClassId,
      name: "VAT",
      rates: [{ id: taxRateId("1"), name: "VAT 20 %", ppm: 200_000, compound: false }],
    },
    { id: product(4, { taxClassId: FREE }).taxClassId, name: "Free", rates: [] },
  ]);

  test("[S1] no scan is lost: the cart contains exactly the added goods less the removed ones", () => {
    everyRun(({ cart, held }) => {
      for (const one of products) expect(quantityInCart(cart, one.id)).toBe(held.get(one.id) ?? 0);
      expect(cart.lines.every((line) => line.quantityMilli > 0)).toBe(true);
      expect(new Set(cart.lines.map((line) => line.lineId)).size).toBe(cart.lines.length);
    });
  });

  test("the total is the sum of the lines, and the values shown are the values sent", () => {
    everyRun(({ cart }) => {
      const priced = priceOfCart(cart, rules);
      if (priced === null) throw new Error("This cart can be priced");
      let total = 0;
      for (const line of priced.lines) total += line.totalMinor;
      expect(priced.totalMinor).toBe(total);
      const plain = cart.lines.every((line) => line.discount === null);
      if (plain && cart.discount === null) {
        const gross = cart.lines.map((line) =>
          mulDiv(unitPriceOf(line), line.quantityMilli, line.product.basisMilli),
        );
        expect(priced.totalMinor).toBe(gross.reduce((a, b) => a + b, 0));
      }
      expect(ringUpLines(cart).map((line) => [line.productId, line.quantityMilli])).toEqual(
        cart.lines.map((line) => [line.product.id, line.quantityMilli]),
      );
    });
  });

  test("a cart is unchanged after it is stored and read again", () => {
    everyRun(({ cart }) => {
      expect(CartContract.parse(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
    });
  });

  interface Run {
    readonly cart: Cart;
    /** The expected contents, calculated by hand. */
    readonly held: ReadonlyMap<string, number>;
  }

  function everyRun(check: (run: Run) => void): void {
    for (let seed = 1; seed <= 200; seed += 1) check(run(numbers(seed)));
  }

  function run(next: (below: number) => number): Run {
    let cart = EMPTY_CART;
    const held = new Map<string, number>();
    const hold = (id: string, by: number) => held.set(id, (held.get(id) ?? 0) + by);
    for (let step = next(40); step > 0; step -= 1) {
      const line = cart.lines[next(cart.lines.length + 1)];
      const one = products[next(products.length)] ?? MUG;
      const kind = next(7);
      if (kind < 3 || line === undefined) {
        const quantityMilli = milli(oneOf(one) * (1 + next(3)));
        cart = reduceCart(cart, add(one, quantityMilli));
        hold(one.id, quantityMilli);
      } else if (kind === 3) {
        const direction = next(2) === 0 ? 1 : -1;
        const by = direction === 1 ? 1000 : -Math.min(1000, line.quantityMilli);
        cart = reduceCart(cart, { type: "step", lineId: line.lineId, direction });
        hold(line.product.id, by);
      } else if (kind === 4) {
        cart = reduceCart(cart, { type: "remove", lineId: line.lineId });
        hold(line.product.id, -line.quantityMilli);
      } else if (kind === 5) {
        const quantityMilli = milli(next(5000));
        cart = reduceCart(cart, { type: "setQuantity", lineId: line.lineId, quantityMilli });
        hold(line.product.id, quantityMilli - line.quantityMilli);
      } else {
        const discount = { kind: "percent" as const, ppm: 1 + next(1_000_000) };
        cart = reduceCart(cart, { type: "setLineDiscount", lineId: line.lineId, discount });
      }
    }
    return { cart, held };
  }
});

test("[fault G9] an emptied cart drops its customer; payments taken stay", () => {
  const customer = { id: CustomerId.parse("0198c000-0000-7000-8000-0000000000c1"), name: "Jo" };
  const part = { tender: CASH, amountMinor: MinorPositive.parse(100), reference: "" };
  const cart = after(
    add(MUG),
    { type: "setCustomer", customer },
    { type: "setParts", parts: [part] },
  );
  const { lineId } = lineOf(cart, 0);
  for (const action of [
    { type: "remove", lineId },
    { type: "step", lineId, direction: -1 },
  ] satisfies CartAction[])
    expect(reduceCart(cart, action)).toEqual({ ...EMPTY_CART, parts: [part] });
});

test("no total is shown while the taxes of a line are unknown", () => {
  const rules = taxRules({ pricesIncludeTax: true, taxRounding: "line" }, []);
  expect(priceOfCart(after(add(MUG)), rules)).toBeNull();
});

function taxRateId(text: string) {
  // safe because a test may use any rate name
  return text as Parameters<typeof taxRules>[1][number]["rates"][number]["id"];
}

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
