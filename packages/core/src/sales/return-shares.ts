/**
 * The amounts of returned goods, exact to the penny. Every amount is shared cumulatively, R(A·k/n) minus earlier
 * returns, so any split adds up and the last piece takes the remainder.
 */
import { allocate } from "@daybook/contract/exact";
import { cumulativeShare, minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";

/** A sold line, and its returns so far. Amounts are sums over the returns. */
export interface SoldLine {
  readonly quantityMilli: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly taxes: readonly {
    readonly ppm: number;
    readonly baseMinor: number;
    readonly taxMinor: number;
  }[];
}

export interface ReturnShare {
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly costMinor: Minor;
  /** One per tax of the line, in the same order. */
  readonly taxes: readonly { readonly baseMinor: Minor; readonly taxMinor: Minor }[];
}

/**
 * The share of `quantityMilli` more returned pieces. The refund is R(A·k/n) - before; tax and net follow the same rule,
 * limited so that neither is negative or exceeds its remainder.
 */
export function shareOfReturn(
  sold: SoldLine & { readonly costMinor: number },
  returned: SoldLine,
  quantityMilli: number,
): ReturnShare {
  const part = returned.quantityMilli + quantityMilli;
  const share = (whole: number, already: number): number =>
    cumulativeShare(whole, part, sold.quantityMilli, already);
  const total = share(sold.netMinor + sold.taxMinor, returned.netMinor + returned.taxMinor);
  const netLeft = sold.netMinor - returned.netMinor;
  const taxLeft = sold.taxMinor - returned.taxMinor;
  const wantedNet = share(sold.netMinor, returned.netMinor);
  const net = Math.min(Math.max(wantedNet, 0, total - taxLeft), total, netLeft);
  const tax = total - net;
  const left = sold.taxes.map(
    (rate, index) => rate.taxMinor - (returned.taxes[index]?.taxMinor ?? 0),
  );
  const taxes = sold.taxes.length === 0 ? [] : allocate(tax, left);
  return {
    discountMinor: minor(share(sold.discountMinor, returned.discountMinor)),
    netMinor: minor(net),
    taxMinor: minor(tax),
    totalMinor: minor(total),
    costMinor: minor(costShare(sold, returned.quantityMilli, part)),
    taxes: sold.taxes.map((rate, index) => ({
      baseMinor: minor(share(rate.baseMinor, returned.taxes[index]?.baseMinor ?? 0)),
      taxMinor: minor(taxes[index] ?? 0),
    })),
  };
}

/**
 * Cost by position, R(C·k/n) - R(C·before/n): pieces the customer kept brought back no cost, and the next piece must
 * not bring back theirs.
 */
function costShare(
  sold: { readonly quantityMilli: number; readonly costMinor: number },
  before: number,
  part: number,
) {
  const already = cumulativeShare(sold.costMinor, before, sold.quantityMilli, 0);
  return cumulativeShare(sold.costMinor, part, sold.quantityMilli, already);
}
