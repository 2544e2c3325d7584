/** The cart of a parked sale: what is stored of it, and the cart that it becomes again. */
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { milli } from "@daybook/contract/quantity";
import type { OpenedParkedSale, ParkedCart } from "@daybook/contract/parked-sales";
import type { CartLine as RingUpLine } from "@daybook/contract/sales";
import { EMPTY_CART, ringUpLines } from "./cart.ts";
import type { Cart, CartLine, CartProduct } from "./cart.ts";
import { cartProduct } from "./use-till.ts";

/** As it is stored. */
export function toParked(cart: Cart): ParkedCart {
  const reason = cart.discountReason.trim();
  return {
    lines: ringUpLines(cart),
    names: cart.lines.map(({ product }) => product.name),
    discount: cart.discount,
    ...(reason === "" ? {} : { discountReason: reason.slice(0, 200) }),
    customerId: cart.customer?.id ?? null,
  };
}

interface Products {
  /** The copy of the products in this browser. */
  readonly getMany: (ids: readonly string[]) => Promise<readonly CatalogueRow[]>;
  /** Asks the server for one. */
  readonly ask: (id: string) => Promise<CartProduct>;
}

/** The products of a parked sale as they are sold now, from this browser or else from the server. */
export async function productsNow(
  { cart }: Pick<OpenedParkedSale, "cart">,
  { getMany, ask }: Products,
): Promise<ReadonlyMap<string, CartProduct>> {
  const ids = [...new Set(cart.lines.map(({ productId }) => productId))];
  const here = new Map(
    (await getMany(ids)).map((row): [string, CartProduct] => [row.id, cartProduct(row)]),
  );
  const missing = ids.filter((id) => !here.has(id));
  for (const product of await Promise.all(missing.map(ask))) here.set(product.id, product);
  return here;
}

/** The cart to continue with, at today's prices unless a line has its own. No line is left out. */
export function fromParked(
  { id, version, cart, customer }: OpenedParkedSale,
  { products, newId }: { products: ReadonlyMap<string, CartProduct>; newId: () => string },
): Cart {
  const lines = cart.lines.flatMap((line) => {
    const product = products.get(line.productId);
    return product === undefined ? [] : [lineOf(line, product, newId())];
  });
  return {
    ...EMPTY_CART,
    lines,
    discount: cart.discount,
    discountReason: cart.discountReason ?? "",
    customer:
      cart.customerId === null || customer === null
        ? null
        : { id: cart.customerId, name: customer.name },
    currentLineId: lines.at(-1)?.lineId ?? null,
    parked: { id, version },
  };
}

/** The inverse of `ringUpLines`: a test finds fields of a line that are missing here. */
function lineOf(line: RingUpLine, product: CartProduct, lineId: string): CartLine {
  const { quantityMilli, unitPriceMinor, discount, code } = line;
  return {
    lineId,
    product,
    quantityMilli: milli(quantityMilli),
    ownPriceMinor: unitPriceMinor ?? null,
    discount,
    code: code ?? null,
  };
}
