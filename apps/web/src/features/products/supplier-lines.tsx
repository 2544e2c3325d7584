import { CheckField, SelectField, TextField } from "../../components/fields.tsx";
import { MoneyField, QuantityField, WholeField } from "../../components/number-fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { Line, LineGroup } from "../../components/line-group.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { newSupplier } from "./product-values.ts";
import type { ProductValues } from "./product-values.ts";

interface SupplierLinesProps {
  readonly form: Pick<ContractForm<ProductValues>, "field" | "values" | "set">;
}

/** The suppliers of this product and their terms. */
export function SupplierLines({ form }: SupplierLinesProps) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  const list = trpc.suppliers.list.useQuery({ limit: 200, active: "all" }).data?.items ?? [];
  const { suppliers, unit } = form.values;
  const used = new Set(suppliers.map(({ supplierId }) => supplierId));
  const add = () => {
    const next = list.find(({ id, active }) => active && !used.has(id));
    const first = suppliers.length === 0;
    const line = { ...newSupplier, supplierId: next?.id ?? "", preferred: first };
    form.set({ suppliers: [...suppliers, line] });
  };
  return (
    <LineGroup
      label={texts.suppliers}
      hint={list.length === 0 ? texts.noSuppliers : texts.suppliersHint}
      addLabel={texts.addSupplier}
      onAdd={list.length === 0 ? undefined : add}
    >
      {suppliers.map(({ supplierId }, index) => (
        <Line
          // A line has no id: its index identifies it.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          label={texts.supplierLine(index + 1)}
          removeLabel={texts.removeSupplier(
            list.find(({ id }) => id === supplierId)?.name ?? texts.supplierLine(index + 1),
          )}
          onRemove={() => form.set({ suppliers: suppliers.toSpliced(index, 1) })}
        >
          <SelectField
            field={form.field(`suppliers.${index}.supplierId`)}
            label={texts.supplier}
            choices={[
              ...(supplierId === "" ? [{ value: "", label: texts.chooseSupplier }] : []),
              ...list
                .filter(({ id, active }) => active || id === supplierId)
                .map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
          <FieldRow>
            <TextField
              field={form.field(`suppliers.${index}.supplierSku`)}
              label={texts.supplierSku}
              optional
              code
            />
            <WholeField
              field={form.field(`suppliers.${index}.leadTimeDays`)}
              label={texts.leadTime}
              unit={texts.days}
              formats={formats}
            />
          </FieldRow>
          <FieldRow>
            <QuantityField
              field={form.field(`suppliers.${index}.packQuantityMilli`)}
              label={texts.pack}
              formats={formats}
              unit={unitTexts[unit]}
            />
            {seesCosts ? (
              <MoneyField
                field={form.field(`suppliers.${index}.packPriceMinor`)}
                label={texts.packPrice}
                formats={formats}
                optional
              />
            ) : null}
          </FieldRow>
          <QuantityField
            field={form.field(`suppliers.${index}.minimumOrderMilli`)}
            label={texts.minimumOrder}
            formats={formats}
            unit={unitTexts[unit]}
          />
          <CheckField field={form.field(`suppliers.${index}.preferred`)} label={texts.preferred} />
        </Line>
      ))}
    </LineGroup>
  );
}
