import type { TaxClasses } from "@daybook/contract/settings";
import { discountableOf, grossOf, priceCart } from "@daybook/contract/pricing";
import type { CartLineInput, Discount, PricedCart } from "@daybook/contract/pricing";
import { Minor, minor } from "@daybook/contract/money";
import { beyondLimits } from "@daybook/contract/role-limits";
import type { ActingLimits, Beyond } from "@daybook/contract/role-limits";
import type { TaxRateInput } from "@daybook/contract/tax";
import { depositsOf, unitPriceOf } from "./cart.ts";
import type { Cart, CartLine } from "./cart.ts";

/** The tax settings: those of the shop, and the rates of each tax class in order. */
export interface TaxRules {
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: "line" | "total";
  readonly ratesOf: ReadonlyMap<string, readonly TaxRateInput[]>;
  /** The name of a rate, for display. */
  readonly rateNames: ReadonlyMap<string, string>;
}

/** The tax settings from the server's shop and tax classes. */
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
 * Prices the cart with the function that the server uses; null if a figure is too large to be exact or a tax class is
 * not loaded yet, so no total is shown that the server would refuse.
 */
export function priceOfCart(cart: Cart, rules: TaxRules): PricedCart | null {
  const goods = cart.lines.map((line) => ({
    quantityMilli: line.quantityMilli,
    unitPriceMinor: unitPriceOf(line),
    basisMilli: line.product.basisMilli,
    fixedMinor: line.labelPriceMinor,
    discount: line.discount,
    discountable: line.product.kind !== "deposit",
    taxes: rules.ratesOf.get(line.product.taxClassId),
  }));
  return priced([...goods, ...depositLines(depositsOf(cart), rules)], cart.discount, rules);
}

/** What the empties of a cart are worth: `priceCart` as the server prices them. */
export function worthOfBack(cart: Cart, rules: TaxRules): Minor {
  return priced(depositLines(cart.back, rules), null, rules)?.totalMinor ?? minor(0);
}

type UntaxedLine = Omit<CartLineInput, "taxes"> & {
  readonly taxes: readonly TaxRateInput[] | undefined;
};

function depositLines(deposits: Cart["back"], rules: TaxRules): UntaxedLine[] {
  return deposits.map(({ product, quantityMilli }) => ({
    quantityMilli,
    unitPriceMinor: product.priceMinor,
    basisMilli: product.basisMilli,
    discount: null,
    discountable: false,
    taxes: rules.ratesOf.get(product.taxClassId),
  }));
}

function priced(
  untaxed: readonly UntaxedLine[],
  discount: Discount | null,
  { pricesIncludeTax, taxRounding }: TaxRules,
): PricedCart | null {
  const lines = untaxed.flatMap(({ taxes, ...line }) =>
    taxes === undefined ? [] : [{ ...line, taxes }],
  );
  if (lines.length < untaxed.length) return null;
  try {
    return priceCart({ lines, discount, pricesIncludeTax, taxRounding });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The price of a line before discounts; 0 if it is too large to be exact. */
export function grossOfLine(line: CartLine): Minor {
  const { quantityMilli, product, labelPriceMinor } = line;
  if (labelPriceMinor !== null) return labelPriceMinor;
  const unitPriceMinor = unitPriceOf(line);
  try {
    return grossOf({ quantityMilli, unitPriceMinor, basisMilli: product.basisMilli });
  } catch (error) {
    if (error instanceof RangeError) return minor(0);
    throw error;
  }
}

/**
 * The price of a line at its list price; of a label, the price on it; of a product without a price, the one that was
 * entered.
 */
export function grossAtList(line: CartLine): Minor {
  const { quantityMilli, product, labelPriceMinor } = line;
  if (labelPriceMinor !== null) return labelPriceMinor;
  const { basisMilli } = product;
  const unitPriceMinor = product.askPrice ? unitPriceOf(line) : product.priceMinor;
  return grossOf({ quantityMilli, unitPriceMinor, basisMilli });
}

/** What in the cart goes beyond the limits of the person who sells. */
export function beyondInCart(cart: Cart, priced: PricedCart, acting: ActingLimits): Beyond[] {
  const lines = cart.lines.map(({ product, ownPriceMinor }) => ({
    listPriceMinor: product.priceMinor,
    ownPriceMinor: ownPriceMinor === null || product.askPrice ? null : Minor.parse(ownPriceMinor),
  }));
  return beyondLimits(priced, lines, acting);
}

/** Whether a discount exceeds the amount it is taken from; the server refuses it. */
export function isTooLarge(discount: Discount | null, fromMinor: Minor | number): boolean {
  return discount?.kind === "amount" && discount.amountMinor > fromMinor;
}

/** The base of the cart discount: the goods minus the discounts of their lines. */
export function afterLineDiscounts(priced: PricedCart): number {
  let rest: number = discountableOf(priced);
  for (const line of priced.lines) rest -= line.lineDiscountMinor;
  return rest;
}

/** The taxes of a cart by rate, with the rate's name; rates without tax are omitted. */
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
