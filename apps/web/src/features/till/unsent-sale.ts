import type { Minor } from "@daybook/contract/money";
import type { Replay, RingUpSale } from "@daybook/contract/sales";
import type { Cart } from "./cart.ts";

/** The device's time of a sale, and the time up to which the till knew the prices. */
export interface SaleMoment {
  readonly occurredAt: string;
  readonly replay: Replay;
}

/** A sale that was paid at the till and is not confirmed by the server yet. */
export interface UnsentSale {
  readonly input: RingUpSale;
  readonly cart: Cart;
  readonly changeMinor: Minor;
  /**
   * When it was paid: sent with it if the server may receive it later. Absent in sales of an earlier version, and if the
   * server refused the clock of this device.
   */
  readonly sold?: SaleMoment | undefined;
  /** The name of the person who sold. Sales stored by an earlier version have none. */
  readonly by?: string | undefined;
}

/** A sale that the server has saved, with its receipt number. */
export interface SoldSale extends UnsentSale {
  readonly receiptNumber?: string | undefined;
  /** Whether it was undone at this till. */
  readonly undone?: boolean | undefined;
}
