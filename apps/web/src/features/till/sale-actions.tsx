import { useRef } from "react";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed, useFormats, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillAfterTexts as after } from "../../texts/en/till-after.ts";
import { ProvisionalReceipt } from "./provisional-receipt.tsx";
import { PrintReceiptButton } from "../receipts/print-receipt-button.tsx";
import type { LastSale } from "./till-store.ts";
import type { Till } from "./use-till.ts";

interface SaleActionsProps {
  readonly last: LastSale;
  readonly till: Till;
}

/** The actions of the last sale: print its receipt, open it, undo it. */
export function SaleActions({ last, till }: SaleActionsProps) {
  const { sale } = last;
  // The number is usually available before a click; receipts without one are for unsent sales.
  if (sale === null)
    return till.waiting > 0 ? <ProvisionalReceipt last={last} rules={till.rules} /> : null;
  return (
    <>
      <ReceiptActions sale={sale} />
      <LinkButton to={paths.sale} params={{ id: sale.id }}>
        {after.openSale}
      </LinkButton>
      {/* Empties and what they paid for are undone by returns. */}
      {sale.kind === "sale" && sale.exchange === null ? (
        <Undo sale={sale} onUndone={() => till.store.bringBack(last)} />
      ) : null}
    </>
  );
}

/** What the shop offers after a sale; none of it is needed for the next one. */
function ReceiptActions({ sale }: { readonly sale: Sale }) {
  const { receiptPolicy } = useShop().settings;
  const print = { sale, saleId: sale.id, copy: false } as const;
  if (receiptPolicy === "never") return <PrintReceiptButton {...print} />;
  const first = receiptPolicy === "always" ? ({ kind: "primary" } as const) : {};
  return (
    <>
      <PrintReceiptButton {...print} {...first} keys="Shift+F9" />
      <PrintReceiptButton {...print} gift keys="Shift+F10" />
    </>
  );
}

/** Undoes the sale by voiding it; its cart is restored. */
function Undo({ sale, onUndone }: { readonly sale: Sale; readonly onUndone: () => void }) {
  const may = useAllowed("sales.void");
  const { money } = useFormats();
  // One key, so a double click undoes it once.
  const key = useRef(newId());
  const undo = trpc.sales.void.useMutation({
    onSuccess: () => {
      const byCardMinor = sale.terminalRefundMinor ?? 0;
      const done = after.undoDone(sale.receiptNumber);
      // The customer's card is not refunded by a void.
      showToast({
        text: byCardMinor > 0 ? `${done} ${after.undoCard(money(byCardMinor))}` : done,
      });
      onUndone();
    },
  });
  return (
    <>
      <Button
        pending={undo.isPending}
        onClick={() => {
          if (may) undo.mutate({ key: key.current, id: sale.id, reason: after.undoReason });
          else showToast({ text: after.mayNotUndo });
        }}
      >
        {after.undoSale}
      </Button>
      <span role="alert">{undo.isError ? describeError(undo.error) : null}</span>
    </>
  );
}
