import { useEffect, useState } from "react";
import type { Bars } from "@daybook/contract/code-128-bars";
import { code128Bars } from "./receipt-bars.ts";

/** The barcode of a receipt number: undefined while it is being encoded, null if there is none. */
export function useReceiptBars(receiptNumber: string | null): Bars | null | undefined {
  const [made, setMade] = useState<{ readonly of: string | null; readonly bars: Bars | null }>();
  useEffect(() => {
    let unmounted = false;
    const keep = (bars: Bars | null) => {
      if (!unmounted) setMade({ of: receiptNumber, bars });
    };
    const making = receiptNumber === null ? Promise.resolve(null) : code128Bars(receiptNumber);
    making.then(keep, () => keep(null));
    return () => {
      unmounted = true;
    };
  }, [receiptNumber]);
  return made?.of === receiptNumber ? made.bars : undefined;
}
