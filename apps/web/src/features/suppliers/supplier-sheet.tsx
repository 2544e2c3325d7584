import { CreateSupplier, UpdateSupplier } from "@daybook/contract/suppliers";
import type { Supplier } from "@daybook/contract/suppliers";
import { LongTextField, TextField } from "../../components/fields.tsx";
import { WholeField } from "../../components/number-fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { supplierTexts as texts } from "../../texts/en/suppliers.ts";

interface Values {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly termsDays: TypedNumber;
  readonly note: string;
}

const NOTHING: Values = { name: "", email: "", phone: "", termsDays: 0, note: "" };

interface SheetProps {
  readonly onClose: () => void;
  readonly onSaved: (supplier: Supplier) => void;
}

/** The sheet that creates a supplier. */
export function NewSupplierSheet({ onClose, onSaved }: SheetProps) {
  const create = trpc.suppliers.create.useMutation();
  const form = useContractForm({
    contract: CreateSupplier,
    draft: { name: "supplier" },
    initial: NOTHING,
    input: (values, key) => ({ key, ...values, termsDays: required(values.termsDays) }),
    send: (input) => create.mutateAsync(input),
    onSaved,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <Fields form={form} />
    </FormSheet>
  );
}

interface EditSupplierSheetProps extends SheetProps {
  readonly supplier: Supplier;
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that edits a supplier. */
export function EditSupplierSheet(props: EditSupplierSheetProps) {
  const { supplier, refetch, onClose, onSaved } = props;
  const update = trpc.suppliers.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateSupplier,
    draft: `supplier:${supplier.id}`,
    entity: supplier,
    refetch,
    valuesOf,
    fields: FIELDS,
    input: (values, head) => ({
      ...head,
      ...values,
      termsDays: required(values.termsDays),
    }),
    send: (input) => update.mutateAsync(input),
    onSaved,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <Fields form={form} />
    </FormSheet>
  );
}

const FIELDS = {
  name: { label: texts.name },
  phone: { label: texts.phone },
  email: { label: texts.email },
  termsDays: { label: texts.terms },
  note: { label: texts.note },
};

function valuesOf({ name, email, phone, termsDays, note }: Supplier): Values {
  return { name, email, phone, termsDays, note };
}

function Fields({ form }: { readonly form: Pick<ContractForm<Values>, "field"> }) {
  const formats = useFormats();
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <TextField field={form.field("phone")} label={texts.phone} optional />
      <TextField field={form.field("email")} label={texts.email} optional />
      <WholeField
        field={form.field("termsDays")}
        label={texts.terms}
        hint={texts.termsHint}
        unit={texts.days}
        formats={formats}
      />
      <LongTextField field={form.field("note")} label={texts.note} optional />
    </>
  );
}
