/** Profit, margin and markup of a price: the formulas for forms, lists and sorting. */
import { mulDiv } from "./exact.ts";
import { PPM, taxOn } from "./tax.ts";
import type { TaxRateInput } from "./tax.ts";

/** How the shop taxes a product's price. */
export interface PriceTax {
  readonly rates: readonly TaxRateInput[];
  /** Whether the price includes the tax. */
  readonly inclusive: boolean;
}

/** The earnings of a price over its cost, both for the quantity of the price. Shares are in parts per million. */
export interface LinkedPrices {
  /** The price without tax. */
  readonly netMinor: number;
  readonly profitMinor: number;
  /** Profit / net price; null if the net price is zero. */
  readonly marginPpm: number | null;
  /** Profit / cost; null if the cost is zero. */
  readonly markupPpm: number | null;
}

/** The cost of the quantity a price is for, from the cost of one whole unit (1.000). */
export function costOfBasis(unitCostMinor: number, basisMilli: number): number {
  return mulDiv(unitCostMinor, basisMilli, 1000);
}

/** Profit, margin and markup of a price. */
export function linkedPrices(priceMinor: number, costMinor: number, tax: PriceTax): LinkedPrices {
  const netMinor = tax.inclusive ? priceMinor - taxOn(priceMinor, tax.rates, true) : priceMinor;
  const profitMinor = netMinor - costMinor;
  return {
    netMinor,
    profitMinor,
    marginPpm: netMinor === 0 ? null : mulDiv(profitMinor, PPM, netMinor),
    markupPpm: costMinor === 0 ? null : mulDiv(profitMinor, PPM, costMinor),
  };
}

/** The product data that the margin needs. */
export interface PricedProduct {
  readonly priceMinor: number;
  readonly basisMilli: number;
  /** For one whole unit (1.000); null if unknown. */
  readonly unitCostMinor: number | null;
}

/**
 * The margin of a product's price without tax over its cost, in parts per million: shown and sorted by every margin
 * column. Null if the cost is unknown, the product has no price, or the margin cannot be exact.
 */
export function productMarginPpm(product: PricedProduct, tax: PriceTax): number | null {
  const { priceMinor, basisMilli, unitCostMinor } = product;
  if (unitCostMinor === null) return null;
  try {
    return linkedPrices(priceMinor, costOfBasis(unitCostMinor, basisMilli), tax).marginPpm;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The price with this margin, rounded to a whole minor unit; NaN if there is none (a margin of 100 % or more). */
export function priceForMargin(marginPpm: number, costMinor: number, tax: PriceTax): number {
  if (!Number.isSafeInteger(marginPpm) || marginPpm >= PPM) return Number.NaN;
  return withTax(costMinor, PPM, PPM - marginPpm, tax);
}

/** The price with this markup over the cost, rounded; NaN if it would be negative. */
export function priceForMarkup(markupPpm: number, costMinor: number, tax: PriceTax): number {
  if (!Number.isSafeInteger(markupPpm) || markupPpm < -PPM) return Number.NaN;
  return withTax(costMinor, PPM + markupPpm, PPM, tax);
}

/** The price over a net amount of `costMinor · times / by`; NaN when it is too large to be exact. */
function withTax(costMinor: number, times: number, by: number, tax: PriceTax): number {
  try {
    const netMinor = mulDiv(costMinor, times, by);
    return tax.inclusive ? netMinor + taxOn(netMinor, tax.rates, false) : netMinor;
  } catch (error) {
    if (error instanceof RangeError) return Number.NaN;
    throw error;
  }
}
