import { useRef } from "react";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { ProvisionalReceipt } from "./provisional-receipt.tsx";
import { PrintReceiptButton } from "../receipts/print-receipt-button.tsx";
import type { LastSale } from "./till-store.ts";
import type { Till } from "./use-till.ts";

interface SaleActionsProps {
  readonly last: LastSale;
  readonly till: Till;
}

/** What can be done with the sale that was just paid: print its receipt, open it, undo it. */
export function SaleActions({ last, till }: SaleActionsProps) {
  const { sale } = last;
  // Usually the number is there before anyone could press; a slip without one is for sales that wait.
  if (sale === null)
    return till.waiting > 0 ? <ProvisionalReceipt last={last} rules={till.rules} /> : null;
  return (
    <>
      <PrintReceiptButton sale={sale} copy={false} />
      <LinkButton to={paths.sale} params={{ id: sale.id }}>
        {texts.openSale}
      </LinkButton>
      <Undo sale={sale} onUndone={() => till.store.bringBack(last)} />
    </>
  );
}

/** Takes the sale back by reversing it in the books; its cart is in the till again. */
function Undo({ sale, onUndone }: { readonly sale: Sale; readonly onUndone: () => void }) {
  const may = useAllowed("sales.void");
  // One key: pressing twice undoes once.
  const key = useRef(newId());
  const undo = trpc.sales.void.useMutation({
    onSuccess: () => {
      showToast({ text: texts.undoDone(sale.receiptNumber) });
      onUndone();
    },
  });
  return (
    <>
      <Button
        pending={undo.isPending}
        onClick={() => {
          if (may) undo.mutate({ key: key.current, id: sale.id, reason: texts.undoReason });
          else showToast({ text: texts.mayNotUndo });
        }}
      >
        {texts.undoSale}
      </Button>
      <span role="alert">{undo.isError ? describeError(undo.error) : null}</span>
    </>
  );
}
