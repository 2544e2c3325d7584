/** The carts of the measurements: three different products, one piece of each, paid exactly. */
import { newId } from "@daybook/contract/uuid";
import type { DatabaseFile, DatabaseProduct } from "./databases.ts";

export const LINES = 3;

export type Carts = () => DatabaseProduct[];

/** Iterates over all products. */
export function cartsOf({ products }: Pick<DatabaseFile, "products">): Carts {
  let next = 0;
  return () =>
    Array.from({ length: LINES }, () => {
      next = (next + 7919) % products.length;
      const product = products[next];
      if (product === undefined) throw new Error("the books have products");
      return product;
    });
}

/** The input of `sales.ringUp` for a cart, with a new key. */
export function saleOf(locationId: string, cart: readonly DatabaseProduct[]) {
  const total = cart.reduce((sum, product) => sum + product.priceMinor, 0);
  return {
    key: newId(),
    locationId,
    lines: cart.map(({ id }) => ({ productId: id, quantityMilli: 1000 })),
    tenders: [{ tender: "cash", amountMinor: total }],
    expectedTotalMinor: total,
  };
}
