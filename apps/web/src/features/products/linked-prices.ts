import { mulDiv } from "@daybook/contract/money";
import { PPM, taxOn } from "@daybook/contract/tax";
import type { TaxRateInput } from "@daybook/contract/tax";

/** How the shop taxes a product's price. */
export interface PriceTax {
  readonly rates: readonly TaxRateInput[];
  /** Whether the price contains the tax. */
  readonly inclusive: boolean;
}

/** What a price earns over its cost, both for the quantity the price is for. Shares are in parts per million. */
export interface LinkedPrices {
  /** The price without tax. */
  readonly netMinor: number;
  readonly profitMinor: number;
  /** Profit / net price; null for a net price of nothing. */
  readonly marginPpm: number | null;
  /** Profit / cost; null for a cost of nothing. */
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

/** The price that earns this margin, rounded to a whole minor unit; NaN where none does (a margin of 100 % or more). */
export function priceForMargin(marginPpm: number, costMinor: number, tax: PriceTax): number {
  if (!Number.isSafeInteger(marginPpm) || marginPpm >= PPM) return Number.NaN;
  return withTax(costMinor, PPM, PPM - marginPpm, tax);
}

/** The price that stands this far above the cost, rounded; NaN where it would be below nothing. */
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
