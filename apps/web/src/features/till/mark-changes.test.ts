import { ProductId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { Product } from "@daybook/contract/products";
import { milli } from "@daybook/contract/quantity";
import { expect, test } from "vitest";
import { CartLine, EMPTY_CART, sellsDifferently } from "./cart.ts";
import type { Cart, CartDeposit, CartProduct } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import { markChanges, readAsSold } from "./mark-changes.ts";
import { MUG } from "./testing/test-till.ts";
import { EMPTY_TILL } from "./till-state.ts";

const BOTTLE_ID = ProductId.parse("0198c000-0000-7000-8000-0000000000b1");
const CRATE_ID = ProductId.parse("0198c000-0000-7000-8000-0000000000b2");
const DEPOSIT: CartDeposit = {
  id: BOTTLE_ID,
  name: "Bottle deposit",
  taxClassId: MUG.taxClassId,
  priceMinor: minor(25),
  basisMilli: milli(1000),
};
const BEER: CartProduct = { ...MUG, ageLimit: 18, deposit: DEPOSIT };

/** A product as the server answers it: only the fields that the till reads. */
function answered(product: Partial<CartProduct>, change: object = {}): Product {
  const { taxClassId, deposit, ...rest } = product;
  return Product.partial().parse({
    ...rest,
    taxClass: { id: taxClassId, name: "Standard" },
    deposit: deposit === undefined || deposit === null ? null : { id: deposit.id, name: "" },
    ...change,
  }) as Product; // safe because the code under test reads no other field
}

/** A server that knows these products. */
function serverWith(...products: readonly Product[]) {
  return (id: string): Promise<Product> => {
    const found = products.find((one) => one.id === id);
    return found === undefined ? Promise.reject(new Error(`no ${id}`)) : Promise.resolve(found);
  };
}

function cartOf(product: CartProduct): Cart {
  const empty = { ownPriceMinor: null, discount: null };
  const line = CartLine.parse({ lineId: "one", product, quantityMilli: 1000, ...empty });
  return { ...EMPTY_CART, lines: [line] };
}

/** The problems that a till shows after it compared its cart with the server. */
async function marked(cart: Cart, read: ReturnType<typeof serverWith>): Promise<CartProblems> {
  let problems = NO_PROBLEMS;
  const store: Parameters<typeof markChanges>[0] = {
    get: () => ({ ...SNAPSHOT, state: { ...EMPTY_TILL, cart } }),
    setProblems: (shown) => {
      problems = shown;
    },
  };
  await markChanges(store, read, cart);
  return problems;
}

// safe because the code under test reads only the state of a snapshot
const SNAPSHOT = Object.create(null) as ReturnType<Parameters<typeof markChanges>[0]["get"]>;

test("[S14] [S15] a product that is read from the server has its deposit and its age limit", async () => {
  const server = serverWith(answered(BEER), answered(DEPOSIT));
  expect(await readAsSold(server, BEER.id)).toEqual(BEER);
  expect(await readAsSold(serverWith(answered(MUG)), MUG.id)).toEqual(MUG);
  const askPrice = { ...MUG, askPrice: true };
  expect(await readAsSold(serverWith(answered(askPrice)), MUG.id)).toEqual(askPrice);
});

test("[S14] a product whose deposit cannot be read is not sold without it", async () => {
  await expect(readAsSold(serverWith(answered(BEER)), BEER.id)).rejects.toThrow("no ");
});

test.each<[string, Partial<CartProduct>]>([
  ["price", { priceMinor: minor(599) }],
  ["basis of the price", { basisMilli: milli(100) }],
  ["tax class", { taxClassId: BOTTLE_ID as never }],
  ["step", { quantityStepMilli: milli(1) }],
  ["entered price", { askPrice: true }],
  ["age limit", { ageLimit: 16 }],
  ["removed age limit", { ageLimit: null }],
  ["removed deposit", { deposit: null }],
  ["other deposit", { deposit: { ...DEPOSIT, id: CRATE_ID } }],
  ["price of the deposit", { deposit: { ...DEPOSIT, priceMinor: minor(8) } }],
])("a change is shown at its line: %s", async (_, change) => {
  const now = { ...BEER, version: 2, ...change };
  const server = serverWith(answered(now), answered({ ...DEPOSIT, ...now.deposit }));
  const problems = await marked(cartOf(BEER), server);
  expect(problems.lines).toEqual({ one: { kind: "changed", product: now } });
});

test("a new deposit is a change, a new name is none", () => {
  expect(sellsDifferently(MUG, { ...MUG, deposit: DEPOSIT })).toBe(true);
  const renamed = { ...BEER, name: "Ale", deposit: { ...DEPOSIT, name: "Bottle" }, version: 2 };
  expect(sellsDifferently(BEER, renamed)).toBe(false);
});

test("what cannot be read leaves the other problems as they are", async () => {
  expect((await marked(cartOf(BEER), serverWith())).lines).toEqual({});
});
