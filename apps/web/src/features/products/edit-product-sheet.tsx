import { useState } from "react";
import { UpdateProduct } from "@daybook/contract/products";
import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { Form } from "../../components/form.tsx";
import { ErrorNotice, Loading } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../lib/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { ProductFields } from "./product-fields.tsx";
import { changedInput, valuesOf } from "./product-values.ts";

interface EditProductSheetProps {
  readonly product: Product;
  readonly onClose: () => void;
}

/** The sheet that changes a product. */
export function EditProductSheet({ product, onClose }: EditProductSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  return (
    <SideSheet title={texts.editTitle} closeLabel={texts.close} onClose={onClose}>
      {taxClasses.isError ? (
        <ErrorNotice error={taxClasses.error} onRetry={() => void taxClasses.refetch()} />
      ) : taxClasses.data === undefined ? (
        <Loading />
      ) : (
        <EditProductForm product={product} taxClasses={taxClasses.data.items} onClose={onClose} />
      )}
    </SideSheet>
  );
}

function EditProductForm({
  product,
  taxClasses,
  onClose,
}: EditProductSheetProps & { readonly taxClasses: TaxClasses["items"] }) {
  // The product as it was when the sheet opened: what changes under it must be refused, not written over.
  const [before] = useState(product);
  const utils = trpc.useUtils();
  const update = trpc.products.update.useMutation();
  const form = useContractForm({
    contract: UpdateProduct,
    initial: valuesOf(before),
    input: (values, key) => ({
      key,
      id: before.id,
      version: before.version,
      ...changedInput(valuesOf(before), values),
    }),
    send: (input) => update.mutateAsync(input),
    onSaved: (saved) => {
      utils.products.get.setData({ id: saved.id }, saved);
      onClose();
    },
    numbers: useFormats(),
  });
  return (
    <Form form={form} submitLabel={texts.save} onCancel={onClose}>
      <ProductFields form={form} taxClasses={taxClasses} unitFixed />
    </Form>
  );
}
