import { useEffect, useState } from "react";
import { code128Bars } from "./receipt-bars.ts";
import type { Bars } from "./receipt-bars.ts";

/** The bars of a receipt's number: undefined while they are being made, null where there are none, as without a number. */
export function useReceiptBars(receiptNumber: string | null): Bars | null | undefined {
  const [made, setMade] = useState<{ readonly of: string | null; readonly bars: Bars | null }>();
  useEffect(() => {
    let gone = false;
    const keep = (bars: Bars | null) => {
      if (!gone) setMade({ of: receiptNumber, bars });
    };
    const making = receiptNumber === null ? Promise.resolve(null) : code128Bars(receiptNumber);
    making.then(keep, () => keep(null));
    return () => {
      gone = true;
    };
  }, [receiptNumber]);
  return made?.of === receiptNumber ? made.bars : undefined;
}
