import { businessTime } from "@daybook/contract/business-time";
import type { ShopClock } from "@daybook/contract/business-time";
import type { ClosingRow } from "@daybook/contract/drawers";

/** The closings, without supplements, that were made on this business day, whenever the drawer was opened. */
export function closedOn<Row extends Pick<ClosingRow, "closedAt" | "supplementOf">>(
  day: string,
  closings: readonly Row[],
  clock: ShopClock,
): readonly Row[] {
  return closings.filter(
    ({ closedAt, supplementOf }) =>
      supplementOf === null && businessTime(clock, Date.parse(closedAt)).businessDate === day,
  );
}
