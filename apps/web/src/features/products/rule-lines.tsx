import { SelectField } from "../../components/fields.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { Line, LineGroup } from "../../components/line-group.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { newRule } from "./product-values.ts";
import type { ProductValues } from "./product-values.ts";

interface RuleLinesProps {
  readonly form: Pick<ContractForm<ProductValues>, "field" | "values" | "set">;
}

/** The reorder rules: for the whole shop, and for single locations. */
export function RuleLines({ form }: RuleLinesProps) {
  const formats = useFormats();
  const places = trpc.locations.list.useQuery({}).data?.items ?? [];
  const { reorderRules, unit } = form.values;
  const used = new Set(reorderRules.map(({ locationId }) => locationId));
  const nameOf = (id: string) =>
    id === "" ? texts.wholeShop : (places.find((place) => place.id === id)?.path.join(" / ") ?? id);
  return (
    <LineGroup
      label={texts.rules}
      hint={texts.rulesHint}
      addLabel={texts.addRule}
      onAdd={() => {
        const free = ["", ...places.map(({ id }) => String(id))].find((id) => !used.has(id));
        form.set({ reorderRules: [...reorderRules, { ...newRule, locationId: free ?? "" }] });
      }}
    >
      {reorderRules.map(({ locationId }, index) => (
        <Line
          // A line has no id: its index identifies it.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          label={texts.ruleFor(nameOf(locationId))}
          removeLabel={texts.removeRule(nameOf(locationId))}
          onRemove={() => form.set({ reorderRules: reorderRules.toSpliced(index, 1) })}
        >
          <SelectField
            field={form.field(`reorderRules.${index}.locationId`)}
            label={texts.ruleWhere}
            choices={[
              { value: "", label: texts.wholeShop },
              ...places.map(({ id, path }) => ({ value: String(id), label: path.join(" / ") })),
            ]}
          />
          <FieldRow>
            {(["safetyStockMilli", "reorderPointMilli", "targetMilli"] as const).map((name) => (
              <QuantityField
                key={name}
                field={form.field(`reorderRules.${index}.${name}`)}
                label={texts.ruleFields[name]}
                formats={formats}
                unit={unitTexts[unit]}
              />
            ))}
          </FieldRow>
        </Line>
      ))}
    </LineGroup>
  );
}
