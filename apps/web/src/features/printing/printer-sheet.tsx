import {
  CreatePrinter,
  PrinterLanguage,
  PrinterText,
  UpdatePrinter,
} from "@daybook/contract/printers";
import type { Printer } from "@daybook/contract/printers";
import { ChecksField } from "../../components/checks-field.tsx";
import { SelectField, SwitchField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { trpc } from "../../lib/trpc.ts";
import { printingTexts as texts } from "../../texts/en/printing.ts";

interface Values {
  readonly name: string;
  readonly address: string;
  readonly language: PrinterLanguage;
  readonly paperMm: "58" | "80";
  readonly text: PrinterText;
  readonly cuts: boolean;
  readonly opensDrawer: boolean;
  readonly tillIds: readonly string[];
}

const NEW: Values = {
  name: "",
  address: "",
  language: "escpos",
  paperMm: "80",
  text: "code_pages",
  cuts: true,
  opensDrawer: false,
  tillIds: [],
};

interface SheetProps {
  readonly onClose: () => void;
}

/** The sheet that adds a printer. */
export function NewPrinterSheet({ onClose }: SheetProps) {
  const create = trpc.printers.create.useMutation();
  const form = useContractForm({
    contract: CreatePrinter,
    draft: { name: "printer" },
    initial: NEW,
    input: (values, key) => ({ key, ...sent(values) }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <PrinterFields form={form} />
    </FormSheet>
  );
}

interface EditPrinterSheetProps extends SheetProps {
  readonly printer: Printer;
  readonly refetch: () => Promise<unknown>;
}

/** The sheet that edits a printer. */
export function EditPrinterSheet({ printer, refetch, onClose }: EditPrinterSheetProps) {
  const update = trpc.printers.update.useMutation();
  const tills = useTillChoices();
  const form = useStaleChoice({
    contract: UpdatePrinter,
    draft: `printer:${printer.id}`,
    entity: printer,
    refetch,
    valuesOf,
    fields: {
      ...FIELDS,
      tillIds: {
        label: texts.tills,
        show: (ids: readonly string[]) =>
          tills
            .filter(({ value }) => ids.includes(value))
            .map(({ label }) => label)
            .join(", "),
      },
    },
    input: (values, head) => ({ ...head, ...sent(values) }),
    send: (input) => update.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <PrinterFields form={form} />
    </FormSheet>
  );
}

const onOrOff = (on: boolean) => (on ? texts.on : texts.off);

const FIELDS = {
  name: { label: texts.name },
  address: { label: texts.address },
  language: { label: texts.language, show: (value: PrinterLanguage) => texts.languages[value] },
  paperMm: { label: texts.paper, show: (value: "58" | "80") => texts.papers[value] },
  text: { label: texts.letters, show: (value: PrinterText) => texts.letterChoices[value] },
  cuts: { label: texts.cuts, show: onOrOff },
  opensDrawer: { label: texts.opensDrawer, show: onOrOff },
};

function valuesOf(printer: Printer): Values {
  const { name, address, language, paperMm, text, cuts, opensDrawer, tills } = printer;
  return {
    name,
    address,
    language,
    paperMm: paperMm === 58 ? "58" : "80",
    text,
    cuts,
    opensDrawer,
    tillIds: tills.map(({ id }) => id),
  };
}

function sent({ paperMm, tillIds, ...values }: Values) {
  return {
    ...values,
    paperMm: paperMm === "58" ? (58 as const) : (80 as const),
    tillIds: [...tillIds],
  };
}

function PrinterFields({ form }: { readonly form: Pick<ContractForm<Values>, "field"> }) {
  const tills = useTillChoices();
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <TextField field={form.field("address")} label={texts.address} hint={texts.addressHint} />
      <SelectField
        field={form.field("language")}
        label={texts.language}
        choices={PrinterLanguage.options.map((value) => ({
          value,
          label: texts.languages[value],
        }))}
      />
      <SelectField
        field={form.field("paperMm")}
        label={texts.paper}
        choices={[
          { value: "80", label: texts.papers["80"] },
          { value: "58", label: texts.papers["58"] },
        ]}
      />
      <SelectField
        field={form.field("text")}
        label={texts.letters}
        hint={texts.lettersHint}
        choices={PrinterText.options.map((value) => ({
          value,
          label: texts.letterChoices[value],
        }))}
      />
      <SwitchField field={form.field("cuts")} label={texts.cuts} />
      <SwitchField
        field={form.field("opensDrawer")}
        label={texts.opensDrawer}
        hint={texts.opensDrawerHint}
      />
      {tills.length === 0 ? (
        <p className="muted">{texts.noTillsYet}</p>
      ) : (
        <ChecksField
          field={form.field("tillIds")}
          label={texts.tills}
          hint={texts.tillsHint}
          choices={tills}
        />
      )}
    </>
  );
}

/** All tills in use. */
function useTillChoices() {
  const tills = trpc.tills.list.useQuery({});
  return (tills.data?.items ?? [])
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, name }) => ({ value: id, label: name }));
}
