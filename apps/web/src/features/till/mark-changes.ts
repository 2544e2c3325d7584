/** Which products of a reopened cart are sold differently now. Loaded on demand. */
import type { Product } from "@daybook/contract/products";
import type { trpc } from "../../lib/trpc.ts";
import { CartProduct, sellsDifferently } from "./cart.ts";
import type { Cart } from "./cart.ts";
import type { LineProblem } from "./cart-problems.ts";
import type { TillStore } from "./till-store.ts";

type Utils = ReturnType<typeof trpc.useUtils>;

/** The server calculated another total: reads each product and shows the changes at its line. */
export async function markChanges(
  store: TillStore,
  client: Utils["client"],
  cart: Cart,
): Promise<void> {
  const ids = new Set(cart.lines.map((line) => line.product.id));
  const results = await Promise.allSettled([...ids].map((id) => client.products.get.query({ id })));
  const { state } = store.get();
  // Someone has continued with it since.
  if (state.cart !== cart) return;
  const lines: Record<string, LineProblem> = { ...state.problems.lines };
  for (const answer of results) {
    if (answer.status === "rejected") continue;
    const product = productAsSold(answer.value);
    for (const line of cart.lines)
      if (line.product.id === product.id && sellsDifferently(line.product, product))
        lines[line.lineId] = { kind: "changed", product };
  }
  store.setProblems({ ...state.problems, lines });
}

/** The product data that the till keeps of one that the server answered. */
export function productAsSold({ taxClass, ...product }: Product): CartProduct {
  const { id, sku, name, unit, quantityStepMilli, kind, priceMinor, basisMilli, version } = product;
  const sold = { id, sku, name, unit, quantityStepMilli, kind, priceMinor, basisMilli, version };
  return CartProduct.parse({ ...sold, taxClassId: taxClass.id });
}
