import type { Minor } from "@daybook/contract/money";
import type { RingUpSale } from "@daybook/contract/sales";
import type { Cart } from "./cart.ts";

/** A sale that was paid at the till and is not confirmed by the server yet. */
export interface UnsentSale {
  readonly input: RingUpSale;
  readonly cart: Cart;
  readonly changeMinor: Minor;
  /** The name of the person who sold. Sales stored by an earlier version have none. */
  readonly by?: string | undefined;
}
