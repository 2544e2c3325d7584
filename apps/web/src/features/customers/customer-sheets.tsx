import { CreateCustomer, UpdateCustomer } from "@daybook/contract/customers";
import type { Customer } from "@daybook/contract/customers";
import { FormSheet } from "../../components/form-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";
import { changedValues, CustomerFields, customerValues } from "./customer-fields.tsx";

interface NewCustomerSheetProps {
  readonly onClose: () => void;
  readonly onSaved: (customer: Customer) => void;
}

/** The sheet for a new customer. */
export function NewCustomerSheet({ onClose, onSaved }: NewCustomerSheetProps) {
  const create = trpc.customers.create.useMutation();
  const form = useContractForm({
    contract: CreateCustomer,
    draft: { name: "customer" },
    initial: customerValues(),
    input: (values, key) => ({ key, ...values }),
    send: (input) => create.mutateAsync(input),
    onSaved,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <CustomerFields form={form} />
    </FormSheet>
  );
}

interface EditCustomerSheetProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

/** The sheet that edits a customer, also while someone else does. */
export function EditCustomerSheet({ customer, onClose }: EditCustomerSheetProps) {
  const utils = trpc.useUtils();
  const update = trpc.customers.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateCustomer,
    draft: `customer:${customer.id}`,
    entity: customer,
    refetch: () => utils.customers.get.invalidate({ id: customer.id }),
    valuesOf: customerValues,
    fields: {
      name: { label: texts.name },
      phone: { label: texts.phone },
      email: { label: texts.email },
      address: { label: texts.address },
      taxNumber: { label: texts.taxNumber },
      note: { label: texts.note },
    },
    input: (values, head, before) => ({
      ...head,
      ...changedValues(customerValues(before), values),
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: (saved) => {
      utils.customers.get.setData({ id: saved.id }, saved);
      onClose();
    },
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <CustomerFields form={form} />
    </FormSheet>
  );
}
