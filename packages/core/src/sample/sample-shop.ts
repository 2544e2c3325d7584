/** The sample shop while it is being built: what is in its books, and what has been planned. */
import type { ProductId } from "@daybook/contract/ids";
import type { TaxRateInput } from "@daybook/contract/tax";
import type { Actor, WriteCtx } from "../context/context.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { PlannedGood } from "./sample-product.ts";
import type { SampleStyle } from "./sample-style.ts";
import type { Stock } from "./stock.ts";

/** A good that has become a product. Its price and cost may change over the weeks. */
export interface SampleProduct extends PlannedGood {
  readonly id: ProductId;
  readonly taxes: readonly TaxRateInput[];
  priceMinor: number;
  costMinor: number;
}

/** Goods on their way from a supplier. */
export interface Delivery {
  readonly supplier: string;
  /** Number of the day on which they arrive. */
  readonly day: number;
  readonly lines: readonly { readonly product: SampleProduct; readonly quantityMilli: number }[];
}

/** A sale that can come back. */
export interface RememberedSale {
  readonly id: string;
  readonly day: number;
  readonly lines: readonly { readonly lineNo: number; readonly product: SampleProduct }[];
}

export interface SampleShop {
  readonly style: SampleStyle;
  readonly exponent: number;
  readonly random: SeededRandom;
  readonly products: readonly SampleProduct[];
  readonly giftWrapping: SampleProduct;
  /** Public ids. */
  readonly places: { readonly shop: string; readonly room: string; readonly stall: string };
  readonly suppliers: ReadonlyMap<string, string>;
  readonly customers: readonly string[];
  readonly staff: {
    readonly owner: Actor;
    readonly manager: Actor;
    readonly cashiers: readonly Actor[];
    readonly clerk: Actor;
  };
  readonly stock: Stock;
  readonly deliveries: Delivery[];
  readonly recent: RememberedSale[];
  deliveryNo: number;
}

/** The same transaction at another moment, by another person. */
export function moment(ctx: WriteCtx, at: number, actor: Actor): WriteCtx {
  return { ...ctx, now: at, actor };
}
