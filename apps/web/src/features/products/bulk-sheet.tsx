import { useState } from "react";
import { changedPrice, PRICE_ROUNDINGS } from "@daybook/contract/price-change";
import { UpdateProducts } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { isFarChange } from "@daybook/contract/unusual";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { SelectField } from "../../components/fields.tsx";
import { PercentField } from "../../components/number-fields.tsx";
import { Form } from "../../components/form.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { refusalOf } from "../../lib/refusal-of.ts";
import { describeError } from "../../lib/describe-error.ts";
import { refusedRows } from "../../lib/refused-rows.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { farMargin } from "./far-margin.ts";
import { bulkSet, noBulkChange } from "./bulk-values.ts";
import { PricePreview } from "./price-preview.tsx";
import { putPricesBack } from "./put-prices-back.ts";
import type { PricedBefore } from "./put-prices-back.ts";

interface BulkSheetProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** One change for all selected products: all are changed, or none. */
export function BulkSheet(props: BulkSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  const categories = trpc.categories.list.useQuery({});
  return (
    <SideSheet
      title={texts.bulkTitle(props.ids.length)}
      closeLabel={texts.close}
      onClose={props.onClose}
    >
      {taxClasses.data === undefined || categories.data === undefined ? (
        <NotLoaded query={[taxClasses, categories]} shape="fields" />
      ) : (
        <BulkForm
          {...props}
          taxClasses={taxClasses.data.items}
          categories={categories.data.items.map(({ id, path }) => ({
            value: id,
            label: path.join(" / "),
          }))}
        />
      )}
    </SideSheet>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface BulkFormProps extends BulkSheetProps {
  readonly taxClasses: TaxClasses["items"];
  readonly categories: readonly Choice[];
}

function BulkForm({ ids, onClose, onSaved, taxClasses, categories }: BulkFormProps) {
  const rows = useCatalogueProducts(ids);
  const taxes = useProductTaxes();
  const formats = useFormats();
  const update = trpc.products.updateMany.useMutation();
  const undo = async (before: readonly PricedBefore[]) => {
    try {
      const { changed, left } = await putPricesBack(before, (input) => update.mutateAsync(input));
      showToast({ text: texts.pricesBack(changed, left) });
    } catch (error) {
      showToast({ text: describeError(error, formats) });
    }
  };
  const [refused, setRefused] = useState<readonly string[]>([]);
  const form = useContractForm({
    contract: UpdateProducts,
    draft: { name: "products", about: ids.toSorted().join(" ") },
    initial: noBulkChange,
    input: (values, key) => ({
      key,
      products: rows.map(({ id, version }) => ({ id, version })),
      set: bulkSet(values.set),
    }),
    send: async (input) => {
      setRefused([]);
      try {
        return await update.mutateAsync(input);
      } catch (error) {
        setRefused(refusedRows(refusalOf(error), "products", rows));
        throw error;
      }
    },
    onSaved: ({ changed }, { values }) => {
      const before = rows;
      const priced = values.set.priceChangePpm !== null;
      showToast({
        text: texts.bulkSaved(changed),
        ...(priced ? { action: { label: texts.undoPrices, run: () => void undo(before) } } : {}),
      });
      onSaved();
    },
    numbers: formats,
    unusual: ({ set: { priceChangePpm, priceRounding } }) => {
      if (priceChangePpm === null) return null;
      if (isFarChange(priceChangePpm)) return texts.farChange;
      const far = rows.filter((row) => {
        const tax = taxes[row.taxClassId];
        const change = { ppm: priceChangePpm, rounding: priceRounding };
        const priceMinor = changedPrice(row.priceMinor, change, formats.style.exponent);
        return farMargin(row, tax) === null && farMargin({ ...row, priceMinor }, tax) !== null;
      });
      return far.length === 0 ? null : texts.farMargins(far.length);
    },
  });
  const { priceChangePpm: ppm, priceRounding: rounding } = form.values.set;
  const keep = { value: "keep", label: texts.keepIt };
  // If the refusal names products, their names are more helpful than the sentence alone.
  const named = refused.length === 0 ? form : { ...form, above: [texts.noneChanged, ...refused] };
  return (
    <Form form={named} submitLabel={texts.bulkSave} onCancel={onClose}>
      <p className="muted">{texts.bulkLead}</p>
      <PercentField
        field={form.field("set.priceChangePpm")}
        label={texts.priceChange}
        hint={texts.priceChangeHint}
        formats={formats}
        optional
        focused
      />
      {ppm === null ||
      !UpdateProducts.shape.set.shape.priceChangePpm.safeParse(ppm).success ? null : (
        <>
          <SelectField
            field={form.field("set.priceRounding")}
            label={texts.rounding}
            choices={PRICE_ROUNDINGS.map((value) => ({ value, label: texts.roundings[value] }))}
          />
          <PricePreview rows={rows} change={{ ppm, rounding }} />
        </>
      )}
      <SelectField
        field={form.field("set.categoryId")}
        label={texts.category}
        choices={[keep, { value: "none", label: texts.noCategory }, ...categories]}
      />
      <SelectField
        field={form.field("set.taxClassId")}
        label={texts.taxClass}
        choices={[keep, ...taxClasses.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        field={form.field("set.active")}
        label={texts.onSale}
        choices={[
          keep,
          { value: "no", label: texts.deactivate },
          { value: "yes", label: texts.reactivate },
        ]}
      />
    </Form>
  );
}
