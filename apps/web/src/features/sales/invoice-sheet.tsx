import { IssueInvoice } from "@daybook/contract/invoices";
import type { Sale } from "@daybook/contract/sales";
import { LongTextField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { Loading } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { trpc } from "../../lib/trpc.ts";
import { invoiceTexts as texts } from "../../texts/en/invoices.ts";

interface InvoiceSheetProps {
  readonly sale: Sale;
  readonly onClose: () => void;
  readonly onIssued: () => void;
}

/** Issues the invoice of a paid sale, with the buyer as its customer is on record. */
export function InvoiceSheet(props: InvoiceSheetProps) {
  const { customer } = props.sale;
  const record = trpc.customers.get.useQuery(
    { id: customer?.id ?? "" },
    { enabled: customer !== null, retry: false },
  );
  if (customer !== null && record.isPending) {
    return (
      <SideSheet title={texts.title} closeLabel={texts.close} onClose={props.onClose}>
        <Loading shape="fields" lines={3} />
      </SideSheet>
    );
  }
  return <BuyerForm {...props} buyer={record.data ?? null} />;
}

interface BuyerFormProps extends InvoiceSheetProps {
  readonly buyer: { readonly address: string; readonly taxNumber: string } | null;
}

function BuyerForm({ sale, buyer, onClose, onIssued }: BuyerFormProps) {
  const utils = trpc.useUtils();
  const issuing = trpc.sales.invoice.useMutation();
  const form = useContractForm({
    contract: IssueInvoice,
    draft: { name: `invoice:${sale.id}` },
    initial: {
      buyerName: sale.customer?.name ?? "",
      buyerAddress: buyer?.address ?? "",
      buyerTaxNumber: buyer?.taxNumber ?? "",
    },
    input: (values, key) => ({ key, id: sale.id, ...values }),
    send: (input) => issuing.mutateAsync(input),
    onSaved: (saved) => {
      utils.sales.get.setData({ id: saved.id }, saved);
      onIssued();
    },
  });
  return (
    <FormSheet title={texts.title} texts={texts} form={form} onClose={onClose}>
      <p className="muted">{texts.lead(sale.receiptNumber)}</p>
      <TextField field={form.field("buyerName")} label={texts.name} focused />
      <LongTextField field={form.field("buyerAddress")} label={texts.address} />
      <TextField field={form.field("buyerTaxNumber")} label={texts.taxNumber} optional />
    </FormSheet>
  );
}
