import type { Customer } from "@daybook/contract/customers";
import { LongTextField, TextField } from "../../components/fields.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";

/** The values of the customer form. */
export interface CustomerValues {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly taxNumber: string;
  readonly note: string;
}

/** The form values of a customer; empty without one. */
export function customerValues(customer?: Customer): CustomerValues {
  const { name = "", phone = "", email = "" } = customer ?? {};
  const { address = "", taxNumber = "", note = "" } = customer ?? {};
  return { name, phone, email, address, taxNumber, note };
}

/** Only the changed fields, so changes by others are not overwritten. */
export function changedValues(
  before: CustomerValues,
  values: CustomerValues,
): Partial<CustomerValues> {
  return {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.phone === before.phone ? {} : { phone: values.phone }),
    ...(values.email === before.email ? {} : { email: values.email }),
    ...(values.address === before.address ? {} : { address: values.address }),
    ...(values.taxNumber === before.taxNumber ? {} : { taxNumber: values.taxNumber }),
    ...(values.note === before.note ? {} : { note: values.note }),
  };
}

/** The fields for creating and editing a customer. */
export function CustomerFields({
  form,
}: {
  readonly form: Pick<ContractForm<CustomerValues>, "field">;
}) {
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <TextField field={form.field("phone")} label={texts.phone} optional />
      <TextField field={form.field("email")} label={texts.email} optional />
      <LongTextField field={form.field("address")} label={texts.address} optional />
      <TextField
        field={form.field("taxNumber")}
        label={texts.taxNumber}
        hint={texts.taxNumberHint}
        optional
      />
      <LongTextField field={form.field("note")} label={texts.note} optional />
      <p className="muted">{texts.privacy}</p>
    </>
  );
}
