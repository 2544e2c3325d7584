import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import type { LastCost } from "@daybook/contract/costs";
import type { Minor } from "@daybook/contract/money";

const ONE_UNIT = 1000;
/** A larger unit cost is not an exact number. */
const MOST_PER_THOUSANDTH = Number.MAX_SAFE_INTEGER / ONE_UNIT - 1;

/**
 * The rounded cost of 1.000 units in minor units: the moving average while there is stock, else the cost of the last
 * receipt; null if there was none. For display only: documents use the cost of whole lines.
 */
export function unitCost(
  stock: { readonly onHandMilli: number; readonly valueMinor: number },
  last: LastCost | null,
): Minor | null {
  if (stock.onHandMilli > 0) return ofOneUnit(stock.valueMinor, stock.onHandMilli);
  return last === null ? null : ofOneUnit(last.costMinor, last.quantityMilli);
}

function ofOneUnit(costMinor: number, quantityMilli: number): Minor | null {
  if (costMinor / quantityMilli > MOST_PER_THOUSANDTH) return null;
  return minor(mulDiv(costMinor, ONE_UNIT, quantityMilli));
}
