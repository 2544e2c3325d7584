import { DiscardParkedSale } from "@daybook/contract/parked-sales";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { parkedTexts as texts } from "../../texts/en/parked-sales.ts";

interface DiscardParkedDialogProps {
  readonly sale: ParkedSale;
  readonly onClose: () => void;
}

/** Asks once before a parked sale is discarded, because it cannot be resumed afterwards. */
export function DiscardParkedDialog({ sale, onClose }: DiscardParkedDialogProps) {
  const formats = useFormats();
  const discard = trpc.parkedSales.discard.useMutation();
  const total = formats.money(sale.totalMinor);
  const form = useContractForm({
    contract: DiscardParkedSale,
    draft: null,
    initial: { reason: "" },
    input: ({ reason }, key) => ({ key, id: sale.id, reason }),
    send: (input) => discard.mutateAsync(input),
    onSaved: () => {
      showToast({ text: texts.discarded(total) });
      onClose();
    },
    numbers: formats,
  });
  return (
    <Dialog title={texts.discardTitle} closeLabel={texts.close} onClose={onClose}>
      <p>{texts.discardSure(total)}</p>
      <Form form={form} submitLabel={texts.discardYes} onCancel={onClose}>
        <TextField field={form.field("reason")} label={texts.reason} optional focused />
      </Form>
    </Dialog>
  );
}
