import type { CashRounding } from "@daybook/contract/cash-rounding";
import { COUNTRY_PROFILES } from "@daybook/contract/country-profiles";
import { SelectField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import type { FormState } from "../../components/form-state.ts";
import { WholeField } from "../../components/number-fields.tsx";
import type { Formats } from "../../lib/format.ts";
import { typed } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { countryTexts as texts } from "../../texts/en/country.ts";
import { proposalsFor } from "./guess-shop.ts";

interface CountryValues {
  readonly country: string;
  readonly currency: string;
  readonly taxName: string;
  readonly taxPpm: TypedNumber;
  readonly pricesIncludeTax: boolean;
  readonly cashRounding: CashRounding;
}

interface CountryFieldProps {
  readonly form: Pick<FormState<CountryValues>, "field" | "set">;
  /** BCP 47. */
  readonly locale: string;
}

/** The country of a new shop; choosing one fills in its proposals. */
export function CountryField({ form, locale }: CountryFieldProps) {
  const field = form.field("country");
  const choose = (country: string): void => {
    const { currency, taxName, taxPpm, pricesIncludeTax, cashRounding } = proposalsFor(country);
    form.set({
      country,
      taxName,
      taxPpm: typed(taxPpm),
      pricesIncludeTax,
      cashRounding,
      ...(currency === null ? {} : { currency }),
    });
  };
  return (
    <SelectField
      field={{ ...field, change: choose }}
      label={texts.country}
      hint={texts.countryHint}
      choices={countryChoices(field.value, locale)}
    />
  );
}

interface CountryRowProps {
  readonly form: Pick<
    FormState<{ readonly country: string; readonly retentionYears: TypedNumber }>,
    "field"
  >;
  readonly locale: string;
  readonly formats: Formats;
}

/** The country of a shop and how long it keeps records. */
export function CountryRow({ form, locale, formats }: CountryRowProps) {
  const field = form.field("country");
  return (
    <FieldRow>
      <SelectField
        field={field}
        label={texts.country}
        choices={countryChoices(field.value, locale)}
      />
      <WholeField
        field={form.field("retentionYears")}
        label={texts.retentionField}
        hint={texts.retentionHint}
        formats={formats}
      />
    </FieldRow>
  );
}

/** The countries with a profile, the present one, and none. */
function countryChoices(present: string, locale: string) {
  const codes = COUNTRY_PROFILES.map(({ country }) => country);
  const all = present === "" || codes.includes(present) ? codes : [...codes, present];
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = all.map((value) => ({ value, label: names.of(value) ?? value }));
  return [
    ...named.toSorted((one, other) => one.label.localeCompare(other.label, locale)),
    { value: "", label: texts.other },
  ];
}
