import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import type { StaleFields } from "../../components/use-stale-choice.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { sellingTexts as selling } from "../../texts/en/selling-rules.ts";
import type { ProductValues } from "./product-values.ts";

/** The labels and formats of product fields in conflict notices. */
export function useStaleFields(
  product: Product,
  taxClasses: TaxClasses["items"],
): StaleFields<ProductValues> {
  const formats = useFormats();
  const categories = trpc.categories.list.useQuery({}).data?.items ?? [];
  const quantity = (value: number | null) => (value === null ? "" : formats.quantity(value));
  const named = (id: string, list: readonly { readonly id: string; readonly name: string }[]) =>
    list.find((one) => one.id === id)?.name ?? "";
  const suppliers = product.suppliers.map(({ supplier }) => supplier);
  const places = product.stock.map(({ location }) => location);
  return {
    name: { label: texts.name },
    sku: { label: texts.sku },
    priceMinor: {
      label: texts.price,
      show: (value) => (value === null ? "" : formats.money(value)),
    },
    basisMilli: { label: texts.basis, show: quantity },
    categoryId: { label: texts.category, show: (id) => named(id, categories) },
    taxClassId: { label: texts.taxClass, show: (id) => named(id, taxClasses) },
    kind: { label: texts.kind, show: (kind) => texts.kinds[kind] },
    unit: { label: texts.unit, show: (unit) => texts.unitNames[unit] },
    quantityStepMilli: { label: texts.step, show: quantity },
    barcodes: { label: texts.barcodes, show: (codes) => codes.join(", ") },
    suppliers: {
      label: texts.suppliers,
      show: (lines) => lines.map(({ supplierId }) => named(supplierId, suppliers)).join(", "),
    },
    reorderRules: {
      label: texts.rules,
      show: (rules) =>
        rules
          .map(({ locationId, reorderPointMilli }) =>
            texts.lies(
              locationId === "" ? texts.wholeShop : named(locationId, places),
              quantity(reorderPointMilli),
            ),
          )
          .join(", "),
    },
    description: { label: texts.description },
    askPrice: { label: selling.askPrice },
    ageLimit: { label: selling.ageLimit },
    returnDays: { label: selling.returnDays },
    stopReason: { label: selling.stopReason },
    depositId: {
      label: selling.deposit,
      show: (id) => named(id, product.deposit === null ? [] : [product.deposit]),
    },
  };
}
