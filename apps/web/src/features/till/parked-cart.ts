/** The cart of a parked sale: what is stored of it, and the cart that it becomes again. */
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { milli } from "@daybook/contract/quantity";
import type { OpenedParkedSale, ParkedCart } from "@daybook/contract/parked-sales";
import type { CartLine as RingUpLine } from "@daybook/contract/sales";
import { CartLine, emptiesBack, EMPTY_CART, goodsLines } from "./cart.ts";
import type { Cart, CartProduct } from "./cart.ts";
import { cartDeposit, cartProduct } from "./use-till.ts";

/** As it is stored. */
export function toParked(cart: Cart): ParkedCart {
  const reason = cart.discountReason.trim();
  return {
    lines: goodsLines(cart),
    depositsBack: emptiesBack(cart),
    names: cart.lines.map(({ product, name }) => name ?? product.name),
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

interface ProductsNow {
  readonly products: ReadonlyMap<string, CartProduct>;
  readonly deposits: ReadonlyMap<string, CatalogueRow>;
}

/** The products of a parked sale as they are sold now, from this browser or else from the server. */
export async function productsNow(
  { cart }: Pick<OpenedParkedSale, "cart">,
  { getMany, ask }: Products,
): Promise<ProductsNow> {
  const ids = [...new Set(cart.lines.map(({ productId }) => productId))];
  const rows = await getMany(ids);
  const deposits = await depositsNow(
    [
      ...rows.flatMap(({ depositId }) => depositId ?? []),
      ...cart.depositsBack.map(({ productId }) => productId),
    ],
    getMany,
  );
  const here = new Map(
    rows.map((row): [string, CartProduct] => [
      row.id,
      cartProduct(row, deposits.get(row.depositId ?? "") ?? null),
    ]),
  );
  const missing = ids.filter((id) => !here.has(id));
  for (const product of await Promise.all(missing.map(ask))) here.set(product.id, product);
  return { products: here, deposits };
}

async function depositsNow(ids: readonly string[], getMany: Products["getMany"]) {
  const rows = await getMany([...new Set(ids)]);
  return new Map(rows.map((row): [string, CatalogueRow] => [row.id, row]));
}

/** The cart to continue with, at today's prices unless a line has its own. No line is left out. */
export function fromParked(
  { id, version, cart, customer }: OpenedParkedSale,
  { products, deposits, newId }: ProductsNow & { readonly newId: () => string },
): Cart {
  const lines = cart.lines.flatMap((line) => {
    const product = products.get(line.productId);
    return product === undefined ? [] : [lineOf(line, product, newId())];
  });
  return {
    ...EMPTY_CART,
    lines,
    back: cart.depositsBack.flatMap(({ productId, quantityMilli }) => {
      const deposit = deposits.get(productId);
      if (deposit === undefined) return [];
      return [{ product: cartDeposit(deposit), quantityMilli: milli(quantityMilli) }];
    }),
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

/** The inverse of `ringUpLines`. Fields that have the same name in both come along. */
function lineOf(line: RingUpLine, product: CartProduct, lineId: string): CartLine {
  const { unitPriceMinor, ...rest } = line;
  const same = Object.entries(rest).filter(([name]) => Object.hasOwn(CartLine.shape, name));
  const ownPriceMinor = unitPriceMinor ?? null;
  return CartLine.parse({ ...Object.fromEntries(same), lineId, product, ownPriceMinor });
}
