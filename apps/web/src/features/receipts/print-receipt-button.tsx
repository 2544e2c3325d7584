import { useState } from "react";
import type { SaleId } from "@daybook/contract/ids";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import { useRecordCopy } from "./use-record-copy.ts";
import type { SlipSale } from "./receipt-slip.tsx";

const PrintedReceipt = latePart(async () => (await import("./printed-receipt.tsx")).PrintedReceipt);

interface PrintReceiptButtonProps {
  readonly sale: SlipSale;
  /** Undefined for a sale that is not saved yet. */
  readonly saleId?: SaleId;
  /** False for the first print at the till; later ones are marked as a copy. */
  readonly copy: boolean;
}

/** Prints a receipt on this device's printer without leaving the screen. */
export function PrintReceiptButton({ sale, saleId, copy }: PrintReceiptButtonProps) {
  const recordCopy = useRecordCopy();
  const [printing, setPrinting] = useState(false);
  const [printed, setPrinted] = useState(copy);
  return (
    <>
      <Button pending={printing} onClick={() => setPrinting(true)}>
        {sale.receiptNumber === null
          ? texts.printProvisional
          : printed
            ? texts.printCopy
            : texts.print}
      </Button>
      {printing ? (
        <PrintedReceipt
          sale={sale}
          copy={printed}
          onReady={() => {
            window.print();
            if (printed && saleId !== undefined) recordCopy(saleId, sale.receiptNumber);
            setPrinting(false);
            setPrinted(true);
          }}
        />
      ) : null}
    </>
  );
}
