import { useState } from "react";
import { LIMITS } from "@daybook/contract/role-limits";
import type { RoleLimit } from "@daybook/contract/role-limits";
import { UpdateSettings } from "@daybook/contract/settings";
import type { Settings } from "@daybook/contract/settings";
import { FieldRow, Form } from "../../components/form.tsx";
import { Success } from "../../components/notices.tsx";
import { MoneyField, PercentField } from "../../components/number-fields.tsx";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { typed } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { limitTexts as texts } from "../../texts/en/role-limits.ts";

/** How far the roles may go without an approval, as sentences; the owner edits them. */
export function RoleLimits() {
  const { settings } = useShop();
  const mayChange = useAllowed("settings.write");
  const query = trpc.settings.get.useQuery({});
  const now = query.data ?? settings;
  return (
    <>
      <p className="muted">{texts.lead}</p>
      {mayChange ? (
        <LimitForm settings={now} refetch={query.refetch} />
      ) : (
        <ul>
          {now.roleLimits.map((one) => (
            <Sentence key={`${one.role} ${one.limit}`} limit={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function Sentence({ limit: { role, limit, value } }: { readonly limit: RoleLimit }) {
  const { formats } = useShop();
  if (value === null) return <li>{texts.unlimited[limit](texts.roles[role])}</li>;
  if (value === 0) return <li>{texts.never[limit](texts.roles[role])}</li>;
  const most = LIMITS[limit].unit === "part" ? formats.percent(value) : formats.money(value);
  return <li>{`${texts.upTo[limit](texts.roles[role])} ${most}.`}</li>;
}

interface LimitFormProps {
  readonly settings: Settings;
  readonly refetch: () => Promise<unknown>;
}

type TypedLimit = Omit<RoleLimit, "value"> & { readonly value: TypedNumber };

function LimitForm({ settings, refetch }: LimitFormProps) {
  const { formats } = useShop();
  const [saved, setSaved] = useState(false);
  const utils = trpc.useUtils();
  const update = trpc.settings.update.useMutation();
  const form = useStaleChoice({
    contract: UpdateSettings,
    draft: "role-limits",
    entity: settings,
    refetch,
    valuesOf,
    fields: { roleLimits: { label: texts.title } },
    input: ({ roleLimits }, { key, version }) => ({
      key,
      version,
      roleLimits: roleLimits.map(({ role, limit, value }) => ({ role, limit, value })),
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: (after) => {
      setSaved(true);
      utils.settings.get.setData({}, after);
    },
    numbers: formats,
  });
  const { roleLimits } = form.values;
  const roles = [...new Set(roleLimits.map(({ role }) => role))];
  return (
    <Form form={form} submitLabel={texts.save} label={texts.title}>
      {roles.map((role) => (
        <FieldRow key={role}>
          {roleLimits.map((one, index) => {
            if (one.role !== role) return null;
            const Input = LIMITS[one.limit].unit === "part" ? PercentField : MoneyField;
            return (
              <Input
                key={one.limit}
                field={form.field(`roleLimits.${index}.value`)}
                label={texts.upTo[one.limit](texts.roles[role])}
                formats={formats}
              />
            );
          })}
        </FieldRow>
      ))}
      <p className="muted">{texts.hint}</p>
      {saved ? <Success>{texts.saved}</Success> : null}
    </Form>
  );
}

function valuesOf({ roleLimits }: Settings): { readonly roleLimits: readonly TypedLimit[] } {
  return {
    roleLimits: roleLimits.map((one) => ({
      ...one,
      value: one.value === null ? null : typed(one.value),
    })),
  };
}
