import { normalizeBarcode } from "@daybook/contract/gtin";
import { UnitCode, UNITS } from "@daybook/contract/units";
import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { CodeLines } from "../../components/code-lines.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { LongTextField, SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { SentenceWithCode } from "../../components/sentence-with-code.tsx";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { unitTexts } from "../../texts/en/units.ts";
import { CategoryField } from "./category-field.tsx";
import { PriceFields } from "./price-fields.tsx";
import type { ProductValues } from "./product-values.ts";
import { RuleLines } from "./rule-lines.tsx";
import { SellingFields } from "./selling-fields.tsx";
import { SupplierLines } from "./supplier-lines.tsx";

interface ProductFieldsProps {
  readonly form: Pick<ContractForm<ProductValues>, "field" | "values" | "set">;
  readonly taxClasses: TaxClasses["items"];
  /**
   * The edited product; null for a new one. Unit and kind cannot be changed later, because stock is counted in them.
   */
  readonly product: Product | null;
}

/** The fields for creating and editing a product. */
export function ProductFields({ form, taxClasses, product }: ProductFieldsProps) {
  const { formats, settings } = useShop();
  const { unit, kind } = form.values;
  const units = UnitCode.options.map((one) => ({ value: one, label: texts.unitNames[one] }));
  const isNew = product === null;
  const nextSku = <SentenceWithCode sentence={texts.nextSku} code={settings.nextSku} />;
  return (
    <>
      <TextField field={form.field("name")} label={texts.name} focused />
      <PriceFields form={form} taxClasses={taxClasses} product={product} />
      <TextField
        field={form.field("sku")}
        label={texts.sku}
        code
        {...(isNew ? { optional: true, hint: nextSku } : {})}
      />
      <BarcodeLines form={form} />
      <CategoryField field={form.field("categoryId")} />
      {taxClasses.length > 1 ? (
        <SelectField
          field={form.field("taxClassId")}
          label={texts.taxClass}
          choices={taxClasses.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      ) : null}
      {isNew ? (
        <>
          <FieldRow>
            <SelectField
              field={form.field("kind")}
              label={texts.kind}
              choices={[
                { value: "stock", label: texts.kinds.stock },
                { value: "service", label: texts.kinds.service },
                { value: "deposit", label: texts.kinds.deposit },
              ]}
            />
            <SelectField field={form.field("unit")} label={texts.unit} choices={units} />
          </FieldRow>
          <QuantityField
            field={form.field("quantityStepMilli")}
            label={texts.step}
            hint={texts.stepHint(formats.quantity(UNITS[unit].stepMilli))}
            formats={formats}
            unit={unitTexts[unit]}
            optional
          />
        </>
      ) : null}
      <LongTextField field={form.field("description")} label={texts.description} optional />
      <SellingFields form={form} product={product} />
      {kind !== "stock" ? null : (
        <>
          <RuleLines form={form} />
          <SupplierLines form={form} />
        </>
      )}
    </>
  );
}

/** It has the length of a barcode but a wrong check digit: a typing error, or the shop's own label. */
function isOwnCode(code: string): boolean {
  return normalizeBarcode(code)?.symbology === "own";
}

/** The product's barcodes. Scans go here wherever the cursor is. */
function BarcodeLines({ form }: Pick<ProductFieldsProps, "form">) {
  const { barcodes } = form.values;
  const lines = barcodes.length === 0 ? [""] : barcodes;
  const add = (code: string) => {
    const free = lines.findIndex((line) => line.trim() === "");
    form.set({ barcodes: free < 0 ? [...lines, code] : lines.with(free, code) });
  };
  useScans((code) => {
    if (!lines.includes(code)) add(code);
  });
  const fields = lines.map((value, index) => {
    const field = form.field(`barcodes.${index}`);
    const change = (code: string) => form.set({ barcodes: lines.with(index, code) });
    const notice = isOwnCode(value) ? texts.ownCode : undefined;
    return { path: field.path, error: field.error, value, change, notice };
  });
  return (
    <CodeLines
      fields={fields}
      label={texts.barcodes}
      lineLabel={texts.barcodeLine}
      hint={texts.barcodesHint}
      addLabel={texts.addBarcode}
      removeLabel={texts.removeBarcode}
      onAdd={() => form.set({ barcodes: [...lines, ""] })}
      onRemove={(index) => form.set({ barcodes: lines.toSpliced(index, 1) })}
    />
  );
}
