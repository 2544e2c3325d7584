import { CASH } from "@daybook/contract/tenders";
import { expect, test } from "vitest";
import { LocationId } from "@daybook/contract/ids";
import { minor, MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { MAX_SALE_LINES } from "@daybook/contract/sale-basics";
import { RingUpSale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { CartProduct, EMPTY_CART, reduceCart, ringUpLines } from "./cart.ts";
import { createTillStorage } from "./till-storage.ts";

const PLACE = LocationId.parse("0198c000-0000-7000-8000-0000000000cc");
/** Sold by length: every piece is a separate line. */
const CLOTH = CartProduct.parse({
  id: "0198c000-0000-7000-8000-000000000001",
  sku: "CLOTH",
  name: "Cloth",
  unit: "m",
  quantityStepMilli: 10,
  kind: "stock",
  taxClassId: "0198c000-0000-7000-8000-0000000000aa",
  priceMinor: 100,
  basisMilli: 1000,
  version: 1,
});

function paid(lines: number) {
  let cart = EMPTY_CART;
  for (let n = 0; n < lines; n += 1)
    cart = reduceCart(cart, {
      type: "add",
      product: CLOTH,
      quantityMilli: pieces(1),
      lineId: newId(),
    });
  const input = {
    key: newId(),
    locationId: PLACE,
    customerId: null,
    lines: ringUpLines(cart),
    discount: null,
    tenders: [{ tender: CASH, amountMinor: MinorPositive.parse(100), reference: "" }],
    expectedTotalMinor: MinorNonNegative.parse(100 * lines),
    note: "",
  };
  return { input, cart, changeMinor: minor(0) };
}

test("[S2] a paid sale is stored and returned to be sent, also one that the contract refuses", () => {
  const { journal } = createTillStorage("olive:books", null);
  const [fine, tooLong] = [paid(2), paid(MAX_SALE_LINES + 1)];
  expect(RingUpSale.safeParse(tooLong.input).success).toBe(false);
  journal.put(fine);
  journal.put(tooLong);
  expect(journal.list()).toEqual([fine, tooLong]);
});

test("[S2] a sale stored by another version of the page is sent although its cart cannot be read", () => {
  const entries = new Map<string, string>();
  const storage = {
    get length() {
      return entries.size;
    },
    key: (index: number) => [...entries.keys()][index] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, text: string) => void entries.set(key, text),
    removeItem: (key: string) => void entries.delete(key),
  };
  const { input } = paid(1);
  const older = { input, cart: { lines: [{ of: "another shape" }] }, till: 7 };
  entries.set(`daybook-unsent:olive:books:${input.key}`, JSON.stringify(older));
  entries.set("daybook-unsent:olive:books:junk", "{");
  const { journal } = createTillStorage("olive:books", storage);
  expect(journal.list()).toEqual([{ input, cart: EMPTY_CART, changeMinor: 0 }]);
});
