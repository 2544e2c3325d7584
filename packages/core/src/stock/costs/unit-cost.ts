import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { LastCost } from "./last-cost.ts";

const ONE_UNIT = 1000;
/** Beyond this a unit's cost is no exact number any more. */
const MOST_PER_THOUSANDTH = Number.MAX_SAFE_INTEGER / ONE_UNIT - 1;

/**
 * What 1.000 units cost, rounded, in minor units: the moving average while there is stock, else what they cost when they
 * last came in; null when they never did. For showing only: the books cost whole lines.
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
