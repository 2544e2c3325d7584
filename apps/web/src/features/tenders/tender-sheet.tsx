import {
  CreateTender,
  mayGiveChange,
  OwnTenderKind,
  UpdateTender,
} from "@daybook/contract/tenders";
import type { Tender } from "@daybook/contract/tenders";
import { SelectField, SwitchField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { trpc } from "../../lib/trpc.ts";
import { tenderTexts as texts } from "../../texts/en/tenders.ts";
import type { TENDER_RULES } from "./tender-rules.ts";

type Rules = Pick<Tender, (typeof TENDER_RULES)[number]>;

interface Values extends Rules {
  readonly name: string;
}

const NOTHING: Values & { readonly kind: OwnTenderKind } = {
  name: "",
  kind: "voucher",
  givesChange: false,
  needsReference: false,
  allowedForRefunds: true,
  refundsUnreceipted: true,
};

interface SheetProps {
  readonly onClose: () => void;
}

/** The sheet that creates a payment method. */
export function NewTenderSheet({ onClose }: SheetProps) {
  const create = trpc.tenders.create.useMutation();
  const form = useContractForm({
    contract: CreateTender,
    draft: { name: "tender" },
    initial: NOTHING,
    input: ({ givesChange, ...values }, key) => ({
      key,
      ...values,
      // The switch is hidden for a kind that cannot give change.
      givesChange: givesChange && mayGiveChange(values.kind),
    }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <SelectField
        field={form.field("kind")}
        label={texts.kind}
        hint={texts.kindHint}
        choices={OwnTenderKind.options.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
      />
      <RuleFields form={form} change={mayGiveChange(form.values.kind)} />
    </FormSheet>
  );
}

interface EditTenderSheetProps extends SheetProps {
  readonly tender: Tender;
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that edits a payment method. Its kind stays. */
export function EditTenderSheet({ tender, refetch, onClose }: EditTenderSheetProps) {
  const update = trpc.tenders.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateTender,
    draft: `tender:${tender.id}`,
    entity: tender,
    refetch,
    valuesOf,
    fields: FIELDS,
    input: (values, head) => ({ ...head, ...values }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <TextField field={form.field("name")} label={texts.name} focused />
      <p className="muted">{texts.kinds[tender.kind]}</p>
      <RuleFields form={form} change={mayGiveChange(tender.kind)} />
    </FormSheet>
  );
}

const onOrOff = (on: boolean) => (on ? texts.on : texts.off);

const FIELDS = {
  name: { label: texts.name },
  givesChange: { label: texts.givesChange, show: onOrOff },
  needsReference: { label: texts.needsReference, show: onOrOff },
  allowedForRefunds: { label: texts.allowedForRefunds, show: onOrOff },
  refundsUnreceipted: { label: texts.refundsUnreceipted, show: onOrOff },
};

function valuesOf({ name, ...rules }: Tender): Values {
  const { givesChange, needsReference, allowedForRefunds, refundsUnreceipted } = rules;
  return { name, givesChange, needsReference, allowedForRefunds, refundsUnreceipted };
}

interface RuleFieldsProps {
  readonly form: Pick<ContractForm<Values>, "field" | "values">;
  /** Whether the kind allows change; other kinds take exactly what is due. */
  readonly change: boolean;
}

function RuleFields({ form, change }: RuleFieldsProps) {
  return (
    <>
      {change ? (
        <SwitchField
          field={form.field("givesChange")}
          label={texts.givesChange}
          hint={texts.givesChangeHint}
        />
      ) : null}
      <SwitchField
        field={form.field("needsReference")}
        label={texts.needsReference}
        hint={texts.needsReferenceHint}
      />
      <SwitchField field={form.field("allowedForRefunds")} label={texts.allowedForRefunds} />
      {form.values.allowedForRefunds ? (
        <SwitchField field={form.field("refundsUnreceipted")} label={texts.refundsUnreceipted} />
      ) : null}
    </>
  );
}
