import { lazy, Suspense, useState } from "react";
import type { Sale } from "@daybook/contract/sales";
import { Button } from "../../components/button.tsx";
import { receiptTexts as texts } from "../../texts/en/receipt.ts";

const PrintedReceipt = lazy(async () => ({
  default: (await import("./printed-receipt.tsx")).PrintedReceipt,
}));

interface PrintReceiptButtonProps {
  readonly sale: Sale;
  /** False for the first slip at the till; every later one is marked as a copy. */
  readonly copy: boolean;
}

/** Prints a receipt on this device's paper without leaving the screen. */
export function PrintReceiptButton({ sale, copy }: PrintReceiptButtonProps) {
  const [printing, setPrinting] = useState(false);
  const [printed, setPrinted] = useState(copy);
  return (
    <>
      <Button pending={printing} onClick={() => setPrinting(true)}>
        {printed ? texts.printCopy : texts.print}
      </Button>
      {printing ? (
        <Suspense>
          <PrintedReceipt
            sale={sale}
            copy={printed}
            onReady={() => {
              window.print();
              setPrinting(false);
              setPrinted(true);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
