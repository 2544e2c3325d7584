import { useState } from "react";
import type { SaleId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { latePart } from "../../lib/late-part.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useOwnPrinter } from "../../lib/use-own-printer.ts";
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

/** Prints a receipt without leaving the screen: by the server on the printer of the till, else by the browser. */
export function PrintReceiptButton(props: PrintReceiptButtonProps) {
  const { sale, saleId, copy, gift = false, keys = "", kind } = props;
  const recordCopy = useRecordCopy();
  const [printing, setPrinting] = useState(false);
  const [printed, setPrinted] = useState(copy);
  const isCopy = printed && !gift;
  const label = labelOf(sale, { gift, isCopy });
  const printer = useOwnPrinter();
  const send = trpc.sales.print.useMutation({
    onSuccess: (job) => {
      if (!gift) setPrinted(true);
      showToast({ text: texts.sentTo(job.printer.name) });
    },
    onError: (error) => showToast({ text: describeError(error) }),
  });
  const print = () => {
    if (printer === null || saleId === undefined) setPrinting(true);
    else send.mutate({ key: newId(), id: saleId, ...(gift ? { gift } : { copy: printed }) });
  };
  useShortcuts([{ keys, label, run: print, when: keys !== "" }]);
  const pending = printing || send.isPending;
  return (
    <>
      <Button pending={pending} onClick={print} {...(kind === undefined ? {} : { kind })}>
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
