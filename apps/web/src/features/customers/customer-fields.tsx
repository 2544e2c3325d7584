import type { Customer } from "@daybook/contract/customers";
import { LongTextField, TextField } from "../../components/fields.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";

/** What the fields of the customer form hold. */
export interface CustomerValues {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly taxNumber: string;
  readonly note: string;
}

/** A customer as the form shows them; without one, an empty form. */
export function customerValues(customer?: Customer): CustomerValues {
  const { name = "", phone = "", email = "", taxNumber = "", note = "" } = customer ?? {};
  return { name, phone, email, taxNumber, note };
}

/** What someone changed, and nothing else: what another person changed meanwhile is not written over. */
export function changedValues(
  before: CustomerValues,
  values: CustomerValues,
): Partial<CustomerValues> {
  return {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.phone === before.phone ? {} : { phone: values.phone }),
    ...(values.email === before.email ? {} : { email: values.email }),
    ...(values.taxNumber === before.taxNumber ? {} : { taxNumber: values.taxNumber }),
    ...(values.note === before.note ? {} : { note: values.note }),
  };
}

/** The fields that adding and changing a customer share. */
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
