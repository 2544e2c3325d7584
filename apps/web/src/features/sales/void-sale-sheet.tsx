import { VoidSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import classes from "../returns/return-sheet.module.css";

interface VoidSaleSheetProps {
  readonly sale: Sale;
  readonly onClose: () => void;
}

/** Voids a sale with a reason. */
export function VoidSaleSheet({ sale, onClose }: VoidSaleSheetProps) {
  const utils = trpc.useUtils();
  const approvals = useApproval();
  const formats = useFormats();
  const voiding = trpc.sales.void.useMutation();
  const form = useContractForm({
    contract: VoidSale,
    draft: { name: `void:${sale.id}` },
    initial: { reason: "" },
    input: ({ reason }, key) => ({ key, id: sale.id, reason }),
    send: (input) =>
      sendApproved(approvals, { action: "sales.void", input }, (approval) =>
        voiding.mutateAsync({ ...input, ...approval }),
      ),
    onSaved: (saved) => {
      utils.sales.get.setData({ id: saved.id }, saved);
      showToast({ text: texts.voidDone(saved.receiptNumber) });
      onClose();
    },
    numbers: formats,
  });
  const byCardMinor = sale.terminalRefundMinor ?? 0;
  if (approvals.sheet !== null) return approvals.sheet;
  return (
    <SideSheet
      title={texts.voidTitle(sale.receiptNumber)}
      closeLabel={texts.close}
      onClose={onClose}
    >
      <p className={`muted ${classes.lead}`}>{texts.voidLead}</p>
      {byCardMinor > 0 ? (
        <p className={classes.lead}>{texts.voidCard(formats.money(byCardMinor))}</p>
      ) : null}
      <Form form={form} submitLabel={texts.voidSubmit} onCancel={onClose}>
        <TextField field={form.field("reason")} label={texts.voidReason} focused />
      </Form>
    </SideSheet>
  );
}
