import { SettleCardPayment } from "@daybook/contract/card-payments";
import type { CardPayment } from "@daybook/contract/card-payments";
import { TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { settleCardTexts as texts } from "../../texts/en/end-of-day.ts";

interface SettleCardSheetProps {
  readonly payment: CardPayment;
  readonly onClose: () => void;
}

/** Records that an approved card payment without a sale was reversed at the terminal. */
export function SettleCardSheet({ payment, onClose }: SettleCardSheetProps) {
  const formats = useFormats();
  const settle = trpc.cardPayments.settle.useMutation();
  const amount = formats.money(payment.amountMinor);
  const form = useContractForm({
    contract: SettleCardPayment,
    draft: { name: `settle:${payment.id}` },
    initial: { reason: "" },
    input: ({ reason }, key) => ({ key, id: payment.id, reason }),
    send: (input) => settle.mutateAsync(input),
    onSaved: () => {
      showToast({ text: texts.settled(amount) });
      onClose();
    },
    numbers: formats,
  });
  return (
    <FormSheet title={texts.title} texts={texts} form={form} onClose={onClose}>
      <p>{texts.lead(payment.kind, amount)}</p>
      <TextField field={form.field("reason")} label={texts.reason} focused />
    </FormSheet>
  );
}
