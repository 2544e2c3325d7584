import { UnitCode } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { LongTextField, MoneyField, SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import type { ContractForm } from "../../lib/use-contract-form.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import type { ProductValues } from "./product-values.ts";

interface ProductFieldsProps {
  readonly form: Pick<ContractForm<ProductValues>, "field">;
  readonly taxClasses: TaxClasses["items"];
  /** The unit is chosen once: stock is counted in it ever after. */
  readonly unitFixed: boolean;
}

/** The fields that adding and changing a product share. */
export function ProductFields({ form, taxClasses, unitFixed }: ProductFieldsProps) {
  const { formats, settings } = useShop();
  const units = UnitCode.options.map((unit) => ({ value: unit, label: texts.unitNames[unit] }));
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <FieldRow>
        <MoneyField field={form.field("priceMinor")} label={texts.price} formats={formats} />
        {unitFixed ? null : (
          <SelectField field={form.field("unit")} label={texts.unit} choices={units} />
        )}
      </FieldRow>
      <TextField
        field={form.field("sku")}
        label={texts.sku}
        code
        {...(unitFixed ? {} : { optional: true, hint: texts.nextSku(settings.nextSku) })}
      />
      <TextField
        field={form.field("barcodes")}
        label={texts.barcodes}
        hint={texts.barcodesHint}
        optional
        code
      />
      {taxClasses.length > 1 ? (
        <SelectField
          field={form.field("taxClassId")}
          label={texts.taxClass}
          choices={taxClasses.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <LongTextField field={form.field("description")} label={texts.description} optional />
    </>
  );
}
