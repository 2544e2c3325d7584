import { ChangeTaxClass, CreateTaxClass } from "@daybook/contract/settings";
import type { TaxClass } from "@daybook/contract/settings";
import { Button } from "../../components/button.tsx";
import { PercentField } from "../../components/number-fields.tsx";
import { CheckField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import classes from "./tax-class-sheet.module.css";

interface Rate {
  readonly name: string;
  readonly ppm: TypedNumber;
  readonly compound: boolean;
}

/** A rate as the contract defines it. */
const rateInput = ({ ppm, ...rate }: Rate) => ({ ...rate, ppm: required(ppm) });

interface Values {
  readonly name: string;
  readonly rates: readonly Rate[];
}

const sheetTexts = { close: texts.close, save: texts.saveTaxClass };
const MOST_RATES = 5;
const emptyRate: Rate = { name: "", ppm: null, compound: false };

/** The sheet that creates a tax class. */
export function NewTaxClassSheet({ onClose }: { readonly onClose: () => void }) {
  const create = trpc.settings.createTaxClass.useMutation();
  const initial: Values = { name: "", rates: [emptyRate] };
  const form = useContractForm({
    contract: CreateTaxClass,
    draft: { name: "tax-class" },
    initial,
    input: ({ name, rates }, key) => ({ key, name, rates: rates.map(rateInput) }),
    send: (input) => create.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.newTaxClass} texts={sheetTexts} form={form} onClose={onClose}>
      <Fields form={form} />
    </FormSheet>
  );
}

interface ChangeTaxClassSheetProps {
  readonly taxClass: TaxClass;
  readonly onClose: () => void;
}

/** The sheet that changes a tax class from now on. */
export function ChangeTaxClassSheet({ taxClass, onClose }: ChangeTaxClassSheetProps) {
  const change = trpc.settings.changeTaxClass.useMutation();
  const initial: Values = {
    name: taxClass.name,
    rates: taxClass.rates.map(({ name, ppm, compound }) => ({ name, ppm, compound })),
  };
  const form = useContractForm({
    contract: ChangeTaxClass,
    draft: { name: `tax-class:${taxClass.id}`, about: JSON.stringify(initial) },
    initial,
    input: ({ name, rates }, key) => ({ key, id: taxClass.id, name, rates: rates.map(rateInput) }),
    send: (input) => change.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={texts.changeTaxClass} texts={sheetTexts} form={form} onClose={onClose}>
      <Fields form={form} />
    </FormSheet>
  );
}

function Fields({
  form,
}: {
  readonly form: Pick<ContractForm<Values>, "field" | "values" | "set">;
}) {
  const formats = useFormats();
  const { rates } = form.values;
  return (
    <>
      <TextField field={form.field("name")} label={texts.taxClassName} focused />
      {rates.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a rate has no name of its own before it is saved
        <fieldset key={index} className={classes.rate}>
          <legend className={classes.legend}>{texts.rateNumber(index + 1)}</legend>
          <FieldRow>
            <TextField field={form.field(`rates.${index}.name`)} label={texts.rateName} />
            <PercentField
              field={form.field(`rates.${index}.ppm`)}
              label={texts.rate}
              formats={formats}
            />
          </FieldRow>
          {index === 0 ? null : (
            <CheckField field={form.field(`rates.${index}.compound`)} label={texts.compound} />
          )}
          <Button onClick={() => form.set({ rates: rates.filter((_rate, at) => at !== index) })}>
            {texts.removeRate}
          </Button>
        </fieldset>
      ))}
      {rates.length < MOST_RATES ? (
        <Button icon="plus" onClick={() => form.set({ rates: [...rates, emptyRate] })}>
          {texts.addRate}
        </Button>
      ) : null}
    </>
  );
}
