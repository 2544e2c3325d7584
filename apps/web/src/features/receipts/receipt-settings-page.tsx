import { UpdateSettings } from "@daybook/contract/settings";
import type { Settings } from "@daybook/contract/settings";
import { languageOfLocale } from "@daybook/contract/receipt-language";
import type { ReceiptLanguage } from "@daybook/contract/receipt-language";
import type { ReceiptPaper, ReceiptPolicy } from "@daybook/contract/receipt-policy";
import { useState } from "react";
import { LongTextField, SelectField, SwitchField } from "../../components/fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { Loaded, Success } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { receiptSettingsTexts as texts } from "../../texts/en/receipt-settings.ts";
import { receiptTexts } from "../../texts/en/receipts.ts";
import { LogoField } from "./logo-field.tsx";
import { ReceiptDesignPreview } from "./receipt-design-preview.tsx";
import classes from "./receipt-settings-page.module.css";

/** The designer of receipts: what they show on the left, the receipt in true size on the right. */
export function ReceiptSettingsPage() {
  const settings = trpc.settings.get.useQuery({});
  const mayChange = useAllowed("settings.write");
  return (
    <Page title={texts.title} lead={mayChange ? texts.lead : texts.readOnly}>
      <Loaded query={settings} data={settings.data} shape="fields">
        {(data) =>
          mayChange ? (
            <Designer settings={data} refetch={settings.refetch} />
          ) : (
            <ReceiptDesignPreview shop={data} paper={data.receiptPaper} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface DesignerProps {
  readonly settings: Settings;
  readonly refetch: () => Promise<unknown>;
}

function Designer({ settings, refetch }: DesignerProps) {
  const [saved, setSaved] = useState(false);
  const utils = trpc.useUtils();
  const update = trpc.settings.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateSettings,
    draft: "receipts",
    entity: settings,
    refetch,
    valuesOf,
    fields: FIELDS,
    input: ({ receiptLanguage, ...values }, { key, version }) => ({
      key,
      version,
      ...values,
      receiptLanguage: receiptLanguage === "" ? null : receiptLanguage,
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: (after) => {
      setSaved(true);
      utils.settings.get.setData({}, after);
    },
  });
  const { receiptPaper, receiptLanguage, ...shown } = form.values;
  const shop = { ...settings, ...shown, receiptLanguage: receiptLanguage || null };
  return (
    <div className={classes.designer}>
      <Form form={form} submitLabel={texts.save} label={texts.title}>
        <FieldRow>
          <SelectField
            field={form.field("receiptPolicy")}
            label={texts.policy}
            hint={texts.policyHint}
            choices={choicesOf(texts.policies)}
          />
          <SelectField
            field={form.field("receiptPaper")}
            label={texts.paper}
            hint={texts.paperHint}
            choices={choicesOf(receiptTexts.papers)}
          />
        </FieldRow>
        <SelectField
          field={form.field("receiptLanguage")}
          label={texts.language}
          hint={texts.languageHint}
          choices={[
            { value: "", label: texts.shopLanguage(languageOfLocale(settings.locale)) },
            ...choicesOf(texts.languages),
          ]}
        />
        <LogoField field={form.field("receiptLogo")} />
        <LongTextField
          field={form.field("receiptHeader")}
          label={texts.header}
          hint={texts.headerHint}
        />
        <LongTextField
          field={form.field("receiptFooter")}
          label={texts.footer}
          hint={texts.footerHint}
        />
        <SwitchField field={form.field("showSku")} label={texts.showSku} />
        <SwitchField field={form.field("showSeller")} label={texts.showSeller} />
        <SwitchField field={form.field("showCustomer")} label={texts.showCustomer} />
        <SwitchField
          field={form.field("showTaxes")}
          label={texts.showTaxes}
          hint={texts.showTaxesHint}
        />
        <SwitchField field={form.field("showBarcode")} label={texts.showBarcode} />
        {saved ? <Success>{texts.saved}</Success> : null}
      </Form>
      <ReceiptDesignPreview shop={shop} paper={receiptPaper} />
    </div>
  );
}

function choicesOf<Value extends string>(labels: Readonly<Record<Value, string>>) {
  return Object.entries<string>(labels).map(([value, label]) => ({ value, label }));
}

function valuesOf(settings: Settings) {
  const { receiptPolicy, receiptPaper, receiptLogo, receiptHeader, receiptFooter } = settings;
  const { showSku, showSeller, showCustomer, showTaxes, showBarcode } = settings;
  const receiptLanguage: ReceiptLanguage | "" = settings.receiptLanguage ?? "";
  const texts = { receiptHeader, receiptFooter, receiptLanguage, receiptLogo };
  const parts = { showSku, showSeller, showCustomer, showTaxes, showBarcode };
  return { receiptPolicy, receiptPaper, ...texts, ...parts };
}

const onOrOff = (on: boolean) => (on ? texts.on : texts.off);

const FIELDS = {
  receiptPolicy: {
    label: texts.policy,
    show: (policy: ReceiptPolicy) => texts.policies[policy],
  },
  receiptPaper: {
    label: texts.paper,
    show: (paper: ReceiptPaper) => receiptTexts.papers[paper],
  },
  receiptLanguage: { label: texts.language },
  receiptLogo: { label: texts.logo },
  receiptHeader: { label: texts.header },
  receiptFooter: { label: texts.footer },
  showSku: { label: texts.showSku, show: onOrOff },
  showSeller: { label: texts.showSeller, show: onOrOff },
  showCustomer: { label: texts.showCustomer, show: onOrOff },
  showTaxes: { label: texts.showTaxes, show: onOrOff },
  showBarcode: { label: texts.showBarcode, show: onOrOff },
};
