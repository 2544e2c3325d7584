import { useState } from "react";
import { CashRounding } from "@daybook/contract/cash-rounding";
import { UpdateSettings } from "@daybook/contract/settings";
import type { Settings } from "@daybook/contract/settings";
import { DEFAULT_SKU_PATTERN, skuOf } from "@daybook/contract/sku-pattern";
import {
  LongTextField,
  SelectField,
  SwitchField,
  TextField,
  TimeField,
} from "../../components/fields.tsx";
import { MoneyField, PercentField, WholeField } from "../../components/number-fields.tsx";
import { FieldRow, Form, FormPart } from "../../components/form.tsx";
import { Loaded, Success } from "../../components/notices.tsx";
import { Details } from "../../components/details.tsx";
import { Page, Section } from "../../components/page.tsx";
import { SentenceWithCode } from "../../components/sentence-with-code.tsx";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { timeOfDay } from "../../lib/time-of-day.ts";
import { required, typed } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import { returnRuleTexts as returns } from "../../texts/en/return-rules.ts";
import { countryTexts as country } from "../../texts/en/country.ts";
import { CountryFacts } from "./country-facts.tsx";
import { CountryRow } from "./country-field.tsx";
import { timeZones } from "./guess-shop.ts";
import { ReturnRules } from "./return-rules.tsx";
import { EnterSampleShop } from "./enter-sample-shop.tsx";

/** The settings of the shop: name, time zone, formats and rounding. */
export function SettingsPage() {
  const { me } = useShop();
  const settings = trpc.settings.get.useQuery({});
  const mayChange = useAllowed("settings.write");
  return (
    <Page title={texts.title} lead={mayChange ? texts.lead : texts.readOnly}>
      <Loaded query={settings} data={settings.data} shape="fields">
        {(data) =>
          mayChange ? (
            <ShopForm settings={data} refetch={settings.refetch} />
          ) : (
            <ShopDetails settings={data} />
          )
        }
      </Loaded>
      {settings.data === undefined || !mayChange ? null : (
        <Section title={returns.title}>
          <p className="muted">{returns.lead}</p>
          <ReturnRules settings={settings.data} refetch={settings.refetch} />
        </Section>
      )}
      {settings.data === undefined ? null : (
        <Section title={country.title}>
          <CountryFacts country={settings.data.country} locale={settings.data.locale} />
        </Section>
      )}
      <Section title={texts.sampleTitle}>
        <p className="muted">{texts.sampleLead}</p>
        <EnterSampleShop fresh={me.sampleShop} />
      </Section>
    </Page>
  );
}

interface ShopFormProps {
  readonly settings: Settings;
  readonly refetch: () => Promise<unknown>;
}

function ShopForm({ settings, refetch }: ShopFormProps) {
  const { formats } = useShop();
  const [saved, setSaved] = useState(false);
  const utils = trpc.useUtils();
  const update = trpc.settings.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateSettings,
    draft: "settings",
    entity: settings,
    refetch,
    valuesOf,
    fields: FIELDS,
    input: (values, { key, version }) => ({
      key,
      version,
      ...values,
      dayCutoffMinutes: required(values.dayCutoffMinutes),
      discountReasonPpm: required(values.discountReasonPpm),
      lockAfterMinutes: required(values.lockAfterMinutes),
      retentionYears: required(values.retentionYears),
      cashStepMinor: required(values.cashStepMinor),
    }),
    send: (input) => update.mutateAsync(input),
    numbers: formats,
    onSaved: (after) => {
      setSaved(true);
      utils.settings.get.setData({}, after);
    },
  });
  const pattern = form.values.skuPattern;
  const example =
    pattern === settings.skuPattern
      ? settings.nextSku
      : skuOf(pattern === "" ? DEFAULT_SKU_PATTERN : pattern, 1);
  return (
    <Form form={form} submitLabel={texts.save} label={texts.title}>
      <FieldRow>
        <TextField field={form.field("name")} label={texts.name} autoComplete="organization" />
        <TextField
          field={form.field("skuPattern")}
          label={texts.skuPattern}
          hint={<SentenceWithCode sentence={texts.skuExample} code={example} />}
          code
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          field={form.field("timeZone")}
          label={texts.timeZone}
          choices={timeZones(settings.timeZone).map((zone) => ({
            value: zone,
            label: zone.replaceAll("_", " "),
          }))}
        />
        <TimeField
          field={form.field("dayCutoffMinutes")}
          label={texts.dayCutoff}
          hint={texts.dayCutoffHint}
        />
        <TextField
          field={form.field("locale")}
          label={texts.locale}
          hint={texts.localeHint(form.values.locale, settings.currency)}
        />
      </FieldRow>
      <SwitchField
        field={form.field("pricesIncludeTax")}
        label={texts.pricesIncludeTax}
        hint={texts.pricesIncludeTaxHint}
      />
      <SelectField
        field={form.field("taxRounding")}
        label={texts.taxRounding}
        hint={texts.taxRoundingHint}
        choices={[
          { value: "line", label: texts.roundings.line },
          { value: "total", label: texts.roundings.total },
        ]}
      />
      <FieldRow>
        <SelectField
          field={form.field("cashRounding")}
          label={texts.cashRounding}
          hint={texts.cashRoundingHint}
          choices={CashRounding.options.map((value) => ({
            value,
            label: texts.cashRoundings[value],
          }))}
        />
        <MoneyField
          field={form.field("cashStepMinor")}
          label={texts.cashStep}
          hint={texts.cashStepHint}
          formats={formats}
        />
      </FieldRow>
      <PercentField
        field={form.field("discountReasonPpm")}
        label={texts.discountReason}
        hint={texts.discountReasonHint}
        formats={formats}
      />
      <WholeField
        field={form.field("lockAfterMinutes")}
        label={texts.lockAfter}
        hint={texts.lockAfterHint}
        formats={formats}
      />
      <TextField
        field={form.field("displayGreeting")}
        label={texts.displayGreeting}
        hint={texts.displayGreetingHint}
      />
      <SwitchField
        field={form.field("listenOnLan")}
        label={texts.listenOnLan}
        hint={texts.listenOnLanHint}
      />
      <p className="muted">{texts.currency(settings.currency)}</p>
      <CountryRow form={form} locale={settings.locale} formats={formats} />
      <FormPart title={texts.documentsTitle} lead={texts.documentsLead}>
        <FieldRow>
          <TextField
            field={form.field("legalName")}
            label={texts.legalName}
            hint={texts.legalNameHint}
            autoComplete="organization"
          />
          <TextField field={form.field("taxNumber")} label={texts.taxNumber} />
        </FieldRow>
        <TextField
          field={form.field("registerEntry")}
          label={texts.registerEntry}
          hint={texts.registerEntryHint}
        />
        <LongTextField field={form.field("address")} label={texts.address} />
      </FormPart>
      {saved ? <Success>{texts.saved}</Success> : null}
    </Form>
  );
}

function valuesOf(settings: Settings) {
  const { name, locale, timeZone, dayCutoffMinutes, skuPattern } = settings;
  const { pricesIncludeTax, taxRounding, discountReasonPpm, listenOnLan } = settings;
  const { lockAfterMinutes, displayGreeting } = settings;
  const { cashRounding, cashStepMinor } = settings;
  const { legalName, address, taxNumber, registerEntry } = settings;
  return {
    legalName,
    address,
    taxNumber,
    registerEntry,
    name,
    locale,
    timeZone,
    dayCutoffMinutes: typed(dayCutoffMinutes),
    skuPattern,
    pricesIncludeTax,
    taxRounding,
    discountReasonPpm: typed(discountReasonPpm),
    lockAfterMinutes: typed(lockAfterMinutes),
    displayGreeting,
    country: settings.country,
    retentionYears: typed(settings.retentionYears),
    cashRounding,
    cashStepMinor: typed(cashStepMinor),
    listenOnLan,
  };
}

const PPM_PER_PERCENT = 10_000;

const onOrOff = (on: boolean) => (on ? texts.on : texts.off);

const FIELDS = {
  name: { label: texts.name },
  legalName: { label: texts.legalName },
  address: { label: texts.address },
  taxNumber: { label: texts.taxNumber },
  registerEntry: { label: texts.registerEntry },
  locale: { label: texts.locale },
  timeZone: { label: texts.timeZone },
  dayCutoffMinutes: { label: texts.dayCutoff, show: timeOfDay },
  skuPattern: { label: texts.skuPattern },
  pricesIncludeTax: { label: texts.pricesIncludeTax, show: onOrOff },
  taxRounding: {
    label: texts.taxRounding,
    show: (rounding: Settings["taxRounding"]) => texts.roundings[rounding],
  },
  discountReasonPpm: {
    label: texts.discountReason,
    show: (ppm: TypedNumber) => (ppm === null ? "" : String(ppm / PPM_PER_PERCENT)),
  },
  cashRounding: {
    label: texts.cashRounding,
    show: (method: CashRounding) => texts.cashRoundings[method],
  },
  cashStepMinor: { label: texts.cashStep },
  lockAfterMinutes: { label: texts.lockAfter },
  displayGreeting: { label: texts.displayGreeting },
  country: { label: country.country },
  retentionYears: { label: country.retentionField },
  listenOnLan: { label: texts.listenOnLan, show: onOrOff },
};

function ShopDetails({ settings }: { readonly settings: Settings }) {
  return (
    <Details
      items={[
        [texts.name, settings.name],
        [texts.legalName, settings.legalName],
        [texts.address, settings.address],
        [texts.taxNumber, settings.taxNumber],
        [texts.currencyName, settings.currency],
        [texts.timeZone, settings.timeZone],
        [texts.locale, settings.locale],
        [texts.taxRounding, texts.roundings[settings.taxRounding]],
        [texts.cashRounding, texts.cashRoundings[settings.cashRounding]],
        [texts.nextSku, settings.nextSku],
      ]}
    />
  );
}
