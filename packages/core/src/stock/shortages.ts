import type { LocationId } from "@daybook/contract/ids";
import { milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { Shortage } from "@daybook/contract/reasons";
import type { FieldError } from "@daybook/contract/refusal";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import type { DomainError } from "../errors/domain-error.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { levelOf } from "./level-of.ts";

/** A product and location with a demand above the stock. */
export interface ShortDemand {
  readonly product: StockedProduct;
  readonly place: { readonly id: number; readonly publicId: LocationId; readonly name: string };
  readonly takenMilli: number;
  /** The available stock, if several locations are used. */
  readonly availableMilli?: Milli;
  readonly paths: readonly string[];
}

/** The refusal with every shortage, the available stock, and the affected lines. */
export async function refuseShortage(
  ctx: WriteCtx,
  short: readonly ShortDemand[],
): Promise<DomainError> {
  const shortages: Shortage[] = [];
  for (const { product, place, takenMilli, availableMilli } of short) {
    const onHandMilli = await levelOf(ctx, { productId: product.id, locationId: place.id });
    shortages.push({
      productId: product.publicId,
      sku: product.sku,
      name: product.name,
      locationId: place.publicId,
      locationName: place.name,
      requestedMilli: milli(takenMilli),
      availableMilli: availableMilli ?? onHandMilli,
    });
  }
  const refusal = refuse("insufficient_stock", { shortages });
  const fieldErrors: Record<string, readonly FieldError[]> = {};
  short.forEach(({ paths }, index) => {
    const own = shortages[index];
    if (own === undefined) return;
    const error = { code: "insufficient_stock" as const, details: { shortages: [own] } };
    for (const path of paths) fieldErrors[path] = [error];
  });
  return refusal.at(fieldErrors);
}
