/** The state of the sample shop while it is being built: its data, and its plans. */
import type { DrawerId, ProductId } from "@daybook/contract/ids";
import type { TaxRateInput } from "@daybook/contract/tax";
import type { Actor, WriteCtx } from "../context/context.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { PlannedGood } from "./sample-product.ts";
import type { SampleStyle } from "./sample-style.ts";
import type { Stock } from "./stock.ts";

/** A created product. Its price and cost may change over the weeks. */
export interface SampleProduct extends PlannedGood {
  readonly id: ProductId;
  readonly taxes: readonly TaxRateInput[];
  priceMinor: number;
  costMinor: number;
}

/** An outstanding delivery of a supplier. */
export interface Delivery {
  readonly supplier: string;
  /** The day number of its arrival. */
  readonly day: number;
  readonly lines: readonly { readonly product: SampleProduct; readonly quantityMilli: number }[];
}

/** A sale that can be returned. */
export interface RememberedSale {
  readonly id: string;
  readonly customerId: string | null;
  readonly day: number;
  readonly lines: readonly { readonly lineNo: number; readonly product: SampleProduct }[];
}

export interface SampleShop {
  readonly style: SampleStyle;
  readonly exponent: number;
  readonly random: SeededRandom;
  /** Random choices about cash; apart, so that they do not change what is sold. */
  readonly cash: SeededRandom;
  readonly products: readonly SampleProduct[];
  readonly giftWrapping: SampleProduct;
  /** Public ids. */
  readonly places: { readonly shop: string; readonly room: string; readonly stall: string };
  /** Row ids of the tills. */
  readonly tills: { readonly shop: number; readonly stall: number };
  readonly drawers: { readonly shop: DrawerId; readonly stall: DrawerId };
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
  slipNo: number;
}

/** The same transaction at another time, by another user. */
export function moment(ctx: WriteCtx, at: number, actor: Actor): WriteCtx {
  return { ...ctx, now: at, actor };
}
