import { CorrectTender } from "@daybook/contract/sales";
import type { TenderId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { CARD, CASH } from "@daybook/contract/tenders";
import { SelectField, TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required, typed } from "../../lib/typed-number.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import classes from "../returns/return-sheet.module.css";
import { paidByTender, proposedAmount } from "./paid-by-tender.ts";

interface CorrectTenderSheetProps {
  readonly sale: Sale;
  /** What is probably wrong; by default the first payment, as cash instead of card or the opposite. */
  readonly proposal?: TenderProposal;
  readonly onCorrected?: () => void;
  readonly onClose: () => void;
}

/** A correction that a count of the drawer suggests. */
interface TenderProposal {
  readonly from: TenderId;
  readonly to: TenderId;
  readonly amountMinor: number;
  readonly reason: string;
}

/** Corrects the payment method of a sale with a reason. Cash instead of card, or the opposite, needs no choice. */
export function CorrectTenderSheet(props: CorrectTenderSheetProps) {
  const { sale, proposal, onCorrected, onClose } = props;
  const utils = trpc.useUtils();
  const formats = useFormats();
  const { tenders } = useTenders();
  const paid = paidByTender(sale);
  const amountOf = (from: TenderId, to: TenderId) =>
    typed(proposedAmount(sale, { from, to, tenders }));
  const initialFrom = proposal?.from ?? paid[0]?.tender ?? CASH;
  const initialTo = proposal?.to ?? (initialFrom === CASH ? CARD : CASH);
  const correcting = trpc.sales.correctTender.useMutation();
  const form = useContractForm({
    contract: CorrectTender,
    draft: { name: `correct:${sale.id}`, about: JSON.stringify([sale.payments, proposal]) },
    initial: {
      from: initialFrom,
      to: initialTo,
      amountMinor: proposal?.amountMinor ?? amountOf(initialFrom, initialTo),
      reference: "",
      reason: proposal?.reason ?? "",
    },
    input: (values, key) => ({
      ...values,
      key,
      id: sale.id,
      amountMinor: required(values.amountMinor),
    }),
    send: (input) => correcting.mutateAsync(input),
    onSaved: (saved) => {
      utils.sales.get.setData({ id: saved.id }, saved);
      showToast({ text: texts.correctDone(saved.corrections.at(-1)?.number ?? "") });
      onCorrected?.();
      onClose();
    },
    numbers: formats,
  });
  const from = form.field("from");
  const others = tenders.filter(({ id, active }) => active && id !== form.values.from);
  const method = others.find(({ id }) => id === form.values.to);
  return (
    <SideSheet
      title={texts.correctTitle(sale.receiptNumber)}
      closeLabel={texts.close}
      onClose={onClose}
    >
      <p className={`muted ${classes.lead}`}>{texts.correctLead}</p>
      <Form form={form} submitLabel={texts.correctSubmit} onCancel={onClose}>
        <SelectField
          field={{
            ...from,
            change: (tender) => {
              const to = form.values.to === tender ? form.values.from : form.values.to;
              form.set({ from: tender, to, amountMinor: amountOf(tender, to) });
            },
          }}
          label={texts.correctFrom}
          choices={paid.map(({ tender, name }) => ({ value: tender, label: name }))}
        />
        <SelectField
          field={{
            ...form.field("to"),
            change: (tender) => {
              const { from: method, to: before, amountMinor } = form.values;
              // An amount that the person typed stays.
              const isProposed = amountMinor === amountOf(method, before);
              form.set({
                to: tender,
                ...(isProposed ? { amountMinor: amountOf(method, tender) } : {}),
              });
            },
          }}
          label={texts.correctTo}
          choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <MoneyField
          field={form.field("amountMinor")}
          label={texts.correctAmount}
          formats={formats}
        />
        {method?.needsReference === true ? (
          <TextField field={form.field("reference")} label={texts.correctReference} />
        ) : null}
        <TextField field={form.field("reason")} label={texts.correctReason} focused />
      </Form>
    </SideSheet>
  );
}
