import { useState } from "react";
import { UpdateSettings } from "@daybook/contract/settings";
import type { Settings } from "@daybook/contract/settings";
import { LongTextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Success } from "../../components/notices.tsx";
import { WholeField } from "../../components/number-fields.tsx";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import { returnRuleTexts as texts } from "../../texts/en/return-rules.ts";

interface ReturnRulesProps {
  readonly settings: Settings;
  readonly refetch: () => Promise<unknown>;
}

/** The rules of returns for the whole shop: the time to return, and the reasons that a return offers. */
export function ReturnRules({ settings, refetch }: ReturnRulesProps) {
  const formats = useFormats();
  const [saved, setSaved] = useState(false);
  const utils = trpc.useUtils();
  const update = trpc.settings.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateSettings,
    draft: "return-rules",
    entity: settings,
    refetch,
    valuesOf,
    fields: { returnDays: { label: texts.days }, returnReasons: { label: texts.reasons } },
    input: ({ returnDays, returnReasons }, { key, version }) => ({
      key,
      version,
      returnDays: returnDays === null ? null : required(returnDays),
      returnReasons: returnReasons
        .split("\n")
        .map((reason) => reason.trim())
        .filter((reason) => reason !== ""),
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: (after) => {
      setSaved(true);
      utils.settings.get.setData({}, after);
    },
    numbers: formats,
  });
  return (
    <Form form={form} submitLabel={texts.save} label={texts.title}>
      <WholeField
        field={form.field("returnDays")}
        label={texts.days}
        hint={texts.daysHint}
        formats={formats}
        unit={texts.unit}
        optional
      />
      <LongTextField
        field={form.field("returnReasons")}
        label={texts.reasons}
        hint={texts.reasonsHint}
      />
      {saved ? <Success>{texts.saved}</Success> : null}
    </Form>
  );
}

function valuesOf({ returnDays, returnReasons }: Settings) {
  return { returnDays, returnReasons: returnReasons.join("\n") };
}
