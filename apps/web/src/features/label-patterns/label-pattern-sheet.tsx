import { ChangeLabelPattern, CreateLabelPattern } from "@daybook/contract/label-patterns";
import type { LabelPattern } from "@daybook/contract/label-patterns";
import { faultOfLayout, LABEL_MEANINGS, LABEL_VERIFIERS } from "@daybook/contract/label-codes";
import type { LabelLayout } from "@daybook/contract/label-codes";
import { LABEL_PRESETS } from "@daybook/contract/label-presets";
import type { LabelPreset } from "@daybook/contract/label-presets";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { WholeField } from "../../components/number-fields.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useFormats, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { labelPatternTexts as texts } from "../../texts/en/label-patterns.ts";
import { exampleOf, sampleText } from "./read-sample.ts";

interface Values extends Omit<LabelLayout, "decimals"> {
  readonly name: string;
  readonly decimals: TypedNumber;
  readonly preset: string;
  readonly sample: string;
}

const NOTHING: Values = {
  name: "",
  preset: "",
  prefix: "21",
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "weight",
  decimals: 3,
  sample: "",
};

const fieldsOf = ({ name, prefix, layout, verifier, meaning, decimals }: Values) => ({
  name,
  prefix,
  layout,
  verifier,
  meaning,
  decimals: required(decimals),
});

/** The sheet that adds a label pattern. */
export function NewLabelPatternSheet({ onClose }: { readonly onClose: () => void }) {
  const create = trpc.labelPatterns.create.useMutation();
  const form = useContractForm({
    contract: CreateLabelPattern,
    draft: { name: "label-pattern" },
    initial: NOTHING,
    input: (values, key) => ({ key, ...fieldsOf(values) }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTitle} texts={texts} form={form} onClose={onClose}>
      <PresetField form={form} />
      <PatternFields form={form} />
    </FormSheet>
  );
}

interface EditLabelPatternSheetProps {
  readonly pattern: LabelPattern;
  readonly onClose: () => void;
}

/** The sheet that replaces a label pattern by a changed one. */
export function EditLabelPatternSheet({ pattern, onClose }: EditLabelPatternSheetProps) {
  const change = trpc.labelPatterns.change.useMutation();
  const { id, name, prefix, layout, verifier, meaning, decimals } = pattern;
  const initial: Values = {
    ...NOTHING,
    name,
    prefix,
    layout,
    verifier,
    meaning,
    decimals,
  };
  const form = useContractForm({
    contract: ChangeLabelPattern,
    draft: { name: `label-pattern:${id}`, about: JSON.stringify(initial) },
    initial,
    input: (values, key) => ({ key, id, ...fieldsOf(values) }),
    send: (input) => change.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.editTitle} texts={texts} form={form} onClose={onClose}>
      <p className="muted">{texts.editNote}</p>
      <PatternFields form={form} />
    </FormSheet>
  );
}

interface FormProps {
  readonly form: Pick<ContractForm<Values>, "field" | "values" | "set">;
}

/** Fills in the layout that a country publishes, the shop's own country first. */
function PresetField({ form }: FormProps) {
  const { settings } = useShop();
  const ours = ({ countries }: LabelPreset) => countries.includes(settings.country);
  const presets = [...LABEL_PRESETS.filter(ours), ...LABEL_PRESETS.filter((one) => !ours(one))];
  const chosen = LABEL_PRESETS.find(({ id }) => id === form.values.preset);
  const field = form.field("preset");
  const choose = (id: string) => {
    field.change(id);
    const preset = LABEL_PRESETS.find((one) => one.id === id);
    if (preset === undefined) return;
    const { prefix, layout, verifier, meaning, decimals } = preset;
    form.set({ preset: id, prefix, layout, verifier, meaning, decimals });
  };
  return (
    <SelectField
      field={{ ...field, change: choose }}
      label={texts.preset}
      {...(chosen === undefined ? {} : { hint: texts.source(chosen.source) })}
      choices={[
        { value: "", label: texts.ownLayout },
        ...presets.map((preset) => ({
          value: preset.id,
          label: nameOf(preset, settings.locale),
        })),
      ]}
    />
  );
}

function nameOf({ countries, prefix, meaning }: LabelPreset, locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = countries.map((country) => names.of(country) ?? country).join(", ");
  return texts.presetName(named || texts.everyCountry, prefix, texts.meanings[meaning]);
}

function PatternFields({ form }: FormProps) {
  const formats = useFormats();
  useScans((code) => form.set({ sample: code }));
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <FieldRow>
        <TextField field={form.field("prefix")} label={texts.prefix} hint={texts.prefixHint} code />
        <TextField field={form.field("layout")} label={texts.layout} hint={texts.layoutHint} code />
      </FieldRow>
      <FieldRow>
        <SelectField
          field={form.field("meaning")}
          label={texts.meaning}
          choices={LABEL_MEANINGS.map((value) => ({ value, label: texts.meanings[value] }))}
        />
        <WholeField
          field={form.field("decimals")}
          label={texts.decimals}
          hint={texts.decimalsHint}
          formats={formats}
        />
      </FieldRow>
      <SelectField
        field={form.field("verifier")}
        label={texts.verifier}
        choices={LABEL_VERIFIERS.map((value) => ({ value, label: texts.verifiers[value] }))}
      />
      <Sample form={form} />
    </>
  );
}

/** How the pattern reads a label: an example, or one that is scanned. */
function Sample({ form }: FormProps) {
  const { settings, formats } = useShop();
  const { exponent } = settings;
  const { decimals, sample, ...values } = form.values;
  const pattern: LabelLayout = { ...values, decimals: decimals ?? 0 };
  // A pattern with a fault says so at its field when it is saved.
  if (faultOfLayout(pattern) !== null || !(pattern.decimals >= 0 && pattern.decimals <= 3))
    return null;
  const shown = sample.trim() === "" ? exampleOf(pattern) : sample;
  return (
    <>
      <TextField
        field={form.field("sample")}
        label={texts.sample}
        hint={texts.sampleHint}
        optional
        code
      />
      <p aria-live="polite">
        {sample.trim() === "" ? <>{texts.example(shown)} · </> : null}
        {sampleText(shown, pattern, { formats, exponent })}
      </p>
    </>
  );
}
