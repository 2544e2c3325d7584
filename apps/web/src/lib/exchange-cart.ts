/** The cart of the till for an exchange: a receipt was scanned while goods were in the cart. */
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Milli } from "@daybook/contract/quantity";

/** What the customer takes: goods at their list price, each product once. */
export interface ExchangeCart {
  /** The sale whose goods come back. */
  readonly saleId: string;
  readonly goods: readonly {
    readonly product: Pick<
      CatalogueRow,
      "id" | "name" | "sku" | "unit" | "priceMinor" | "basisMilli" | "taxClassId"
    >;
    readonly quantityMilli: Milli;
  }[];
  /** Whether the cart is still as it was. */
  readonly isCurrent: () => boolean;
  /** The exchange was saved: the goods are sold, and leave the cart. */
  readonly onSaved: () => void;
}

let offered: ExchangeCart | null = null;

/** Offers the cart to the exchange of one sale, until the page is left or the cart changes. */
export function offerCart(cart: ExchangeCart): void {
  offered = cart;
}

/** The cart that was offered to the exchange of this sale; null for none. */
export function cartOffered(saleId: string): ExchangeCart | null {
  return offered !== null && offered.saleId === saleId && offered.isCurrent() ? offered : null;
}
