import type { PricedTax } from "@daybook/contract/pricing";
import { assert } from "../errors/domain-error.ts";
import type { TaxRateOfClass } from "../products/sellable-products.ts";
import type { RecordedTax } from "./insert-sale.ts";

/** The taxes of a priced line with the internal ids of its rates. */
export function bookedTaxes(
  taxes: readonly PricedTax[],
  rates: readonly TaxRateOfClass[],
): RecordedTax[] {
  return taxes.map(({ ppm, baseMinor, taxMinor }, position) => {
    const rate = rates[position];
    assert(rate !== undefined, "pricing answers one tax per rate, in order");
    return { taxRateRowId: rate.rowId, ppm, baseMinor, taxMinor };
  });
}
