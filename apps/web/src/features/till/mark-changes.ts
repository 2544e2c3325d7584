/** Which products of a reopened cart are sold differently now. Loaded on demand. */
import { TaxClassId } from "@daybook/contract/ids";
import type { Product } from "@daybook/contract/products";
import { sellsDifferently } from "./cart.ts";
import type { Cart, CartDeposit, CartProduct } from "./cart.ts";
import type { LineProblem } from "./cart-problems.ts";
import type { TillStore } from "./till-store.ts";

/** Reads one product from the server. */
type ReadProduct = (id: string) => Promise<Product>;

/** The server calculated another total: reads each product and shows the changes at its line. */
export async function markChanges(
  store: Pick<TillStore, "get" | "setProblems">,
  read: ReadProduct,
  cart: Cart,
): Promise<void> {
  const ids = new Set(cart.lines.map((line) => line.product.id));
  const results = await Promise.allSettled([...ids].map((id) => readAsSold(read, id)));
  const { state } = store.get();
  // Someone has continued with it since.
  if (state.cart !== cart) return;
  const lines: Record<string, LineProblem> = { ...state.problems.lines };
  for (const answer of results) {
    if (answer.status === "rejected") continue;
    const product = answer.value;
    for (const line of cart.lines)
      if (line.product.id === product.id && sellsDifferently(line.product, product))
        lines[line.lineId] = { kind: "changed", product };
  }
  store.setProblems({ ...state.problems, lines });
}

/** A product as the till sells it, with its deposit, from the server. Rejects if one of the two cannot be read. */
export async function readAsSold(read: ReadProduct, id: string): Promise<CartProduct> {
  const product = await read(id);
  const deposit = product.deposit === null ? null : depositAsSold(await read(product.deposit.id));
  const { sku, unit, quantityStepMilli, kind, version, askPrice, ageLimit } = product;
  const rules = { quantityStepMilli, kind, version, askPrice, ageLimit };
  return { ...depositAsSold(product), ...rules, sku, unit, deposit };
}

function depositAsSold({ id, name, taxClass, priceMinor, basisMilli }: Product): CartDeposit {
  return { id, name, taxClassId: TaxClassId.parse(taxClass.id), priceMinor, basisMilli };
}
