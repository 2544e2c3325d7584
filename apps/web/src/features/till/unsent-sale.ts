import type { Minor } from "@daybook/contract/money";
import type { RingUpSale } from "@daybook/contract/sales";
import type { Cart } from "./cart.ts";

/** A sale that was paid at the till and of which the server has not said yet that it is booked. */
export interface UnsentSale {
  readonly input: RingUpSale;
  readonly cart: Cart;
  readonly changeMinor: Minor;
}
