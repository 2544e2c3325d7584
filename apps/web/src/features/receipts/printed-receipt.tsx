import { PrintedPage } from "../../components/printed-page.tsx";
import { useReceiptPaper } from "./receipt-paper.ts";
import { ReceiptSlip } from "./receipt-slip.tsx";
import type { SlipSale } from "./receipt-slip.tsx";
import { useReceiptBars } from "./use-receipt-bars.ts";

interface PrintedReceiptProps {
  readonly sale: SlipSale;
  readonly copy: boolean;
  readonly gift: boolean;
  readonly onReady?: () => void;
}

/** Prints a receipt while it is rendered. */
export function PrintedReceipt({ sale, copy, gift, onReady }: PrintedReceiptProps) {
  const [paper] = useReceiptPaper();
  const bars = useReceiptBars(sale.receiptNumber);
  if (bars === undefined) return null;
  return (
    <PrintedPage paper={paper} {...(onReady === undefined ? {} : { onReady })}>
      <ReceiptSlip sale={sale} bars={bars} copy={copy} gift={gift} />
    </PrintedPage>
  );
}
