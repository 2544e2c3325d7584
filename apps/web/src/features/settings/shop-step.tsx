import type { z } from "zod";
import { CashRounding } from "@daybook/contract/cash-rounding";
import { currencyCodes } from "@daybook/contract/currencies";
import { SetUpShop } from "@daybook/contract/settings";
import { SelectField, SwitchField, TextField } from "../../components/fields.tsx";
import { PercentField } from "../../components/number-fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { createFormats } from "../../lib/format.ts";
import { required, typed } from "../../lib/typed-number.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { countryTexts as country } from "../../texts/en/country.ts";
import { settingsTexts } from "../../texts/en/settings.ts";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";
import { CountryFacts } from "./country-facts.tsx";
import { CountryField } from "./country-field.tsx";
import { guessShop, proposalsFor, timeZones } from "./guess-shop.ts";

export type ShopInput = z.input<typeof SetUpShop>["shop"];

/** The values of the first step until the shop is created. */
export const SHOP_DRAFT = "set-up-shop";

interface ShopStepProps {
  /** The earlier values, when returning from the second step. */
  readonly before: ShopInput | null;
  readonly onDone: (shop: ShopInput) => void;
}

/** The first step: the shop's name, with currency, time zone and tax derived from the country. */
export function ShopStep({ before, onDone }: ShopStepProps) {
  const guess = browserGuess();
  const form = useContractForm({
    contract: SetUpShop.shape.shop,
    // The shop is created in the next step.
    draft: { name: SHOP_DRAFT, keepsAfterSaving: true },
    initial: {
      name: before?.name ?? "",
      currency: before?.currency ?? guess.currency ?? "",
      timeZone: before?.timeZone ?? guess.timeZone,
      country: before?.country ?? guess.country,
      hasOtherRates: before === null || before.otherRates?.length !== 0,
      cashRounding: before?.cashRounding ?? guess.cashRounding,
      pricesIncludeTax: before?.pricesIncludeTax ?? guess.pricesIncludeTax,
      taxName: before?.taxName ?? guess.taxName,
      taxPpm: typed(before?.taxPpm ?? guess.taxPpm),
      listenOnLan: before?.listenOnLan ?? false,
    },
    input: ({ hasOtherRates, ...values }): ShopInput => ({
      ...values,
      taxPpm: required(values.taxPpm),
      locale: guess.locale,
      ...notShown(values.country, hasOtherRates),
    }),
    send: (shop) => Promise.resolve(shop),
    onSaved: onDone,
    unusual: ({ country, currency }) => {
      const usual = proposalsFor(country).currency;
      return usual === null || currency === usual
        ? null
        : texts.otherCurrency(currencyName(currency, guess.locale), usual);
    },
  });
  const { otherRates } = proposalsFor(form.values.country);
  // For the tax rate only: there are no amounts here.
  const formats = createFormats({ ...guess, currency: "XXX", exponent: 2 });
  return (
    <Form form={form} submitLabel={texts.next}>
      <TextField
        field={form.field("name")}
        label={texts.shopName}
        hint={texts.shopNameHint}
        autoComplete="organization"
        focused
      />
      <CountryField form={form} locale={guess.locale} />
      <FieldRow>
        <SelectField
          field={form.field("currency")}
          label={texts.currency}
          choices={[
            ...(form.values.currency === "" ? [{ value: "", label: texts.chooseCurrency }] : []),
            ...currencyChoices(guess.locale),
          ]}
        />
        <SelectField
          field={form.field("timeZone")}
          label={texts.timeZone}
          choices={timeZones(guess.timeZone).map((zone) => ({
            value: zone,
            label: zone.replaceAll("_", " "),
          }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField field={form.field("taxName")} label={texts.taxName} />
        <PercentField field={form.field("taxPpm")} label={texts.taxRate} formats={formats} />
      </FieldRow>
      <p className="muted">{texts.taxHint}</p>
      {otherRates.length === 0 ? null : (
        <SwitchField
          field={form.field("hasOtherRates")}
          label={country.otherRates}
          hint={country.otherRatesHint(
            otherRates.map(({ name, ppm }) => `${name} ${formats.percent(ppm)}`).join(", "),
          )}
        />
      )}
      <SwitchField
        field={form.field("pricesIncludeTax")}
        label={texts.pricesIncludeTax}
        hint={texts.pricesIncludeTaxHint}
      />
      <SelectField
        field={form.field("cashRounding")}
        label={settingsTexts.cashRounding}
        choices={CashRounding.options.map((value) => ({
          value,
          label: settingsTexts.cashRoundings[value],
        }))}
      />
      <SwitchField
        field={form.field("listenOnLan")}
        label={texts.listenOnLan}
        hint={texts.listenOnLanHint}
      />
      <h2>{country.title}</h2>
      <CountryFacts country={form.values.country} locale={guess.locale} />
    </Form>
  );
}

/** What the country decides without a field of this page; Settings has them. */
function notShown(of: string, hasOtherRates: boolean) {
  const { otherRates, cashStepMinor, retentionYears } = proposalsFor(of);
  return { otherRates: hasOtherRates ? [...otherRates] : [], cashStepMinor, retentionYears };
}

function browserGuess() {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return guessShop({ locale: navigator.language, timeZone });
}

function currencyChoices(locale: string) {
  return currencyCodes.map((code) => ({
    value: code,
    label: `${code} · ${currencyName(code, locale)}`,
  }));
}

/** A currency's name in the language of the page. */
export function currencyName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "currency" }).of(code) ?? code;
}
