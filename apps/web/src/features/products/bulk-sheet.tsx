import { useState } from "react";
import { mulDiv } from "@daybook/contract/exact";
import { UpdateProducts } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { PPM } from "@daybook/contract/tax";
import { isFarChange } from "@daybook/contract/unusual";
import { useCatalogueProducts } from "../../catalogue/catalogue.ts";
import { CalculatingPercentField } from "../../components/calculating-field.tsx";
import { SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { ErrorNotice, Loading } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { refusalOf } from "../../lib/refusal-of.ts";
import { refusedRows } from "../../lib/refused-rows.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../lib/use-contract-form.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { farMargin } from "./far-margin.ts";
import { bulkSet, noBulkChange } from "./bulk-values.ts";

interface BulkSheetProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** One change for all chosen products: all of them are changed, or none. */
export function BulkSheet(props: BulkSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  const categories = trpc.categories.list.useQuery({});
  const failed = [taxClasses, categories].find((query) => query.isError);
  return (
    <SideSheet
      title={texts.bulkTitle(props.ids.length)}
      closeLabel={texts.close}
      onClose={props.onClose}
    >
      {failed !== undefined ? (
        <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
      ) : taxClasses.data === undefined || categories.data === undefined ? (
        <Loading />
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
  const update = trpc.products.updateMany.useMutation();
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
    onSaved: ({ changed }) => {
      showToast({ text: texts.bulkSaved(changed) });
      onSaved();
    },
    numbers: useFormats(),
    unusual: ({ set: { priceChangePpm } }) => {
      if (priceChangePpm === null) return null;
      if (isFarChange(priceChangePpm)) return texts.farChange;
      const far = rows.filter((row) => {
        const tax = taxes[row.taxClassId];
        const priceMinor = mulDiv(row.priceMinor, PPM + priceChangePpm, PPM);
        return farMargin(row, tax) === null && farMargin({ ...row, priceMinor }, tax) !== null;
      });
      return far.length === 0 ? null : texts.farMargins(far.length);
    },
  });
  const keep = { value: "keep", label: texts.keepIt };
  // Where the refusal names products, their names say more than the sentence alone.
  const named = refused.length === 0 ? form : { ...form, above: [texts.noneChanged, ...refused] };
  return (
    <Form form={named} submitLabel={texts.bulkSave} onCancel={onClose}>
      <p className="muted">{texts.bulkLead}</p>
      <CalculatingPercentField
        field={form.field("set.priceChangePpm")}
        label={texts.priceChange}
        hint={texts.priceChangeHint}
        formats={useFormats()}
        optional
        focused
      />
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
