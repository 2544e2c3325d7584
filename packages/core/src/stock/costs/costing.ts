/**
 * Moving average cost (weighted average, perpetual). The state of a product is its quantity and its total cost; a unit
 * cost is never stored, so no rounding error accumulates: 3 pieces for 10.00 leave at 3.33, 3.34, 3.33.
 */
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import type { LastCost } from "@daybook/contract/costs";
import type { Minor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";

/** Q and V: the quantity and its total cost. Q = 0 means V = 0. */
export interface CostState {
  readonly onHandMilli: Milli;
  readonly valueMinor: Minor;
}

/** Goods in at a given total cost: Q += q, V += v. */
export function addStock(state: CostState, quantityMilli: Milli, costMinor: Minor): CostState {
  return {
    onHandMilli: milli(state.onHandMilli + quantityMilli),
    valueMinor: minor(state.valueMinor + costMinor),
  };
}

/** The cost of issuing q of Q: all of V if everything leaves, else R(V·q/Q). Goods beyond Q have no cost. */
export function issueCost(state: CostState, quantityMilli: Milli): Minor {
  if (quantityMilli >= state.onHandMilli) return state.valueMinor;
  return minor(mulDiv(state.valueMinor, quantityMilli, state.onHandMilli));
}

/** Goods out at a cost: Q -= q, V -= c. */
export function removeStock(state: CostState, quantityMilli: Milli, costMinor: Minor): CostState {
  return {
    onHandMilli: milli(state.onHandMilli - quantityMilli),
    valueMinor: minor(state.valueMinor - costMinor),
  };
}

/** The cost of received goods without a stated cost: the current average, else the last known cost, else zero. */
export function costOfGain(state: CostState, quantityMilli: Milli, last: LastCost | null): Minor {
  if (state.onHandMilli > 0)
    return minor(mulDiv(state.valueMinor, quantityMilli, state.onHandMilli));
  if (last === null) return minor(0);
  return minor(mulDiv(last.costMinor, quantityMilli, last.quantityMilli));
}
