import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import type { SlipSale } from "./receipt-slip.tsx";

const PrintedReceipt = latePart(async () => (await import("./printed-receipt.tsx")).PrintedReceipt);

interface PrintReceiptButtonProps {
  readonly sale: SlipSale;
  /** False for the first print at the till; later ones are marked as a copy. */
  readonly copy: boolean;
}

/** Prints a receipt on this device's printer without leaving the screen. */
export function PrintReceiptButton({ sale, copy }: PrintReceiptButtonProps) {
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
            setPrinting(false);
            setPrinted(true);
          }}
        />
      ) : null}
    </>
  );
}
