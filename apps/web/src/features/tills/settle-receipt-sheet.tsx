import { SettleMissingReceipt } from "@daybook/contract/missing-receipts";
import type { MissingReceipt } from "@daybook/contract/missing-receipts";
import { TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { missingReceiptTexts as texts } from "../../texts/en/missing-receipts.ts";

interface SettleReceiptSheetProps {
  readonly receipt: MissingReceipt;
  readonly onClose: () => void;
}

/** Records what was done about a receipt that its till does not send again. */
export function SettleReceiptSheet({ receipt, onClose }: SettleReceiptSheetProps) {
  const settle = trpc.missingReceipts.settle.useMutation();
  const form = useContractForm({
    contract: SettleMissingReceipt,
    draft: { name: `settle:${receipt.id}` },
    initial: { reason: "" },
    input: ({ reason }, key) => ({ key, id: receipt.id, reason }),
    send: (input) => settle.mutateAsync(input),
    onSaved: () => {
      showToast({ text: texts.settled(receipt.receiptNumber) });
      onClose();
    },
    numbers: useFormats(),
  });
  return (
    <FormSheet
      title={texts.settleTitle(receipt.receiptNumber)}
      texts={texts}
      form={form}
      onClose={onClose}
    >
      <p>{texts.settleLead}</p>
      <TextField field={form.field("reason")} label={texts.settleReason} focused />
    </FormSheet>
  );
}
