import type { TaxClasses } from "@daybook/contract/settings";
import { priceCart } from "@daybook/contract/pricing";
import type { Discount, PricedCart } from "@daybook/contract/pricing";
import type { Minor } from "@daybook/contract/money";
import type { TaxRateInput } from "@daybook/contract/tax";
import { unitPriceOf } from "./cart.ts";
import type { Cart } from "./cart.ts";

/** What decides tax: the shop's way, and the rates of each tax class in the order they apply. */
export interface TaxRules {
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: "line" | "total";
  readonly ratesOf: ReadonlyMap<string, readonly TaxRateInput[]>;
  /** The name of a rate, for the person who asks how much tax is in it. */
  readonly rateNames: ReadonlyMap<string, string>;
}

/** The rules from what the server tells of the shop and its tax classes. */
export function taxRules(
  settings: Pick<TaxRules, "pricesIncludeTax" | "taxRounding">,
  classes: TaxClasses["items"],
): TaxRules {
  const rates = classes.flatMap((taxClass) => taxClass.rates);
  return {
    pricesIncludeTax: settings.pricesIncludeTax,
    taxRounding: settings.taxRounding,
    ratesOf: new Map(
      classes.map((taxClass) => [
        taxClass.id,
        taxClass.rates.map(({ id, ppm, compound }) => ({ taxRateId: id, ppm, compound })),
      ]),
    ),
    rateNames: new Map(rates.map(({ id, name }) => [id, name])),
  };
}

/**
 * The cart's figures by the very function the server prices with; null where a figure is too large to be exact or a
 * line's tax class is not known yet, so that no total is shown that the server would not agree with.
 */
export function priceOfCart(cart: Cart, rules: TaxRules): PricedCart | null {
  const lines = [];
  for (const line of cart.lines) {
    const taxes = rules.ratesOf.get(line.product.taxClassId);
    if (taxes === undefined) return null;
    lines.push({
      quantityMilli: line.quantityMilli,
      unitPriceMinor: unitPriceOf(line),
      basisMilli: line.product.basisMilli,
      discount: line.discount,
      taxes,
    });
  }
  const { pricesIncludeTax, taxRounding } = rules;
  try {
    return priceCart({ lines, discount: cart.discount, pricesIncludeTax, taxRounding });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether an amount taken off is more than there is to take it off from; the server refuses such a one. */
export function isTooLarge(discount: Discount | null, fromMinor: Minor | number): boolean {
  return discount?.kind === "amount" && discount.amountMinor > fromMinor;
}

/** What the discount of the whole cart is taken from: the goods less the discounts of their lines. */
export function afterLineDiscounts(priced: PricedCart): number {
  let rest: number = priced.goodsMinor;
  for (const line of priced.lines) rest -= line.lineDiscountMinor;
  return rest;
}

/** The tax in a cart by rate, with the rate's name; a rate of which nothing is due is left out. */
export function taxOf(
  priced: PricedCart,
  rules: TaxRules,
): readonly {
  readonly taxRateId: string;
  readonly name: string;
  readonly ppm: number;
  readonly taxMinor: Minor;
}[] {
  return priced.taxes.flatMap(({ taxRateId, ppm, taxMinor }) =>
    taxMinor === 0
      ? []
      : [{ taxRateId, name: rules.rateNames.get(taxRateId) ?? "", ppm, taxMinor }],
  );
}
