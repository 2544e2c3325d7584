import { useState } from "react";
import type { SaleId } from "@daybook/contract/ids";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
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
  /** Without prices: it is no copy of the receipt, and is not counted. */
  readonly gift?: boolean;
  /** A key that presses the button, such as `Shift+F9`. */
  readonly keys?: string;
  readonly kind?: "primary";
}

/** Prints a receipt on this device's printer without leaving the screen. */
export function PrintReceiptButton(props: PrintReceiptButtonProps) {
  const { sale, saleId, copy, gift = false, keys = "", kind } = props;
  const recordCopy = useRecordCopy();
  const [printing, setPrinting] = useState(false);
  const [printed, setPrinted] = useState(copy);
  const isCopy = printed && !gift;
  const label = labelOf(sale, { gift, isCopy });
  const print = () => setPrinting(true);
  useShortcuts([{ keys, label, run: print, when: keys !== "" }]);
  return (
    <>
      <Button pending={printing} onClick={print} {...(kind === undefined ? {} : { kind })}>
        {label}
      </Button>
      {printing ? (
        <PrintedReceipt
          sale={sale}
          copy={isCopy}
          gift={gift}
          onReady={() => {
            window.print();
            if (isCopy && saleId !== undefined) recordCopy(saleId, sale.receiptNumber);
            setPrinting(false);
            setPrinted(true);
          }}
        />
      ) : null}
    </>
  );
}

function labelOf({ receiptNumber }: SlipSale, of: { gift: boolean; isCopy: boolean }): string {
  if (of.gift) return texts.printGift;
  if (receiptNumber === null) return texts.printProvisional;
  return of.isCopy ? texts.printCopy : texts.print;
}
