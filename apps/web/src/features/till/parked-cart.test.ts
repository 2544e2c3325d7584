import { CatalogueRow } from "@daybook/contract/catalogue";
import { CustomerId, ParkedSaleId } from "@daybook/contract/ids";
import { MinorNonNegative } from "@daybook/contract/money";
import { ParkedCart } from "@daybook/contract/parked-sales";
import { expect, test } from "vitest";
import { CartLine, EMPTY_CART, ringUpLines } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { fromParked, productsNow, toParked } from "./parked-cart.ts";
import { MUG } from "./testing/test-till.ts";

const CUSTOMER = CustomerId.parse("0198c000-0000-7000-8000-0000000000c1");
const PARKED = ParkedSaleId.parse("0198c000-0000-7000-8000-0000000000d1");

const FULL: Cart = {
  ...EMPTY_CART,
  lines: [
    CartLine.parse({
      lineId: "one",
      product: MUG,
      quantityMilli: 2000,
      ownPriceMinor: MinorNonNegative.parse(400),
      discount: { kind: "percent", ppm: 100_000 },
      code: "4006381333931",
      name: "A mug",
    }),
  ],
  discount: { kind: "percent", ppm: 50_000 },
  discountReason: "Birthday",
  customer: { id: CUSTOMER, name: "Carla" },
};

/** Only these fields of an opened one become a cart. */
const opened = (cart: ParkedCart): Parameters<typeof fromParked>[0] =>
  Object.assign(Object.create(null), {
    id: PARKED,
    version: 3,
    cart,
    customer: { id: CUSTOMER, name: "Carla" },
  });

test("[S3] a parked cart comes back with every field of its lines, its discount and its customer", () => {
  const stored = ParkedCart.parse(toParked(FULL));
  expect(stored.names).toEqual(["A mug"]);
  const back = fromParked(opened(stored), {
    products: new Map([[MUG.id, MUG]]),
    deposits: new Map(),
    newId: () => "two",
  });
  expect(ringUpLines(back)).toEqual(ringUpLines(FULL));
  expect(back).toMatchObject({
    discount: FULL.discount,
    discountReason: "Birthday",
    customer: FULL.customer,
    parts: [],
    parked: { id: PARKED, version: 3 },
  });
});

test("[S3] products that this browser does not have are read from the server", async () => {
  const other = { ...MUG, id: CUSTOMER as never, name: "Cup" };
  const lines = [MUG.id, other.id].map((productId) => ({ productId, quantityMilli: 1000 }));
  const stored = ParkedCart.parse({ lines });
  const { deposit: _, ...mug } = MUG;
  const row = CatalogueRow.partial().parse({
    ...mug,
    active: false,
    depositId: null,
  }) as CatalogueRow;
  const asked: string[] = [];
  const products = await productsNow(opened(stored), {
    getMany: () => Promise.resolve([row]),
    ask: (id) => {
      asked.push(id);
      return Promise.resolve(other);
    },
  });
  expect(asked).toEqual([other.id]);
  // A deactivated product is in the cart too, which says so at its line.
  expect([...products.products.values()].map(({ name }) => name)).toEqual(["Mug", "Cup"]);
});
