import { CreateProduct } from "@daybook/contract/products";
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
import { newProductInput, newValues } from "./product-values.ts";

interface NewProductSheetProps {
  readonly onClose: () => void;
  readonly onSaved: (product: Product) => void;
}

/** The sheet for a new product. */
export function NewProductSheet({ onClose, onSaved }: NewProductSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  return (
    <SideSheet title={texts.newTitle} closeLabel={texts.close} onClose={onClose}>
      {taxClasses.isError ? (
        <ErrorNotice error={taxClasses.error} onRetry={() => void taxClasses.refetch()} />
      ) : taxClasses.data === undefined ? (
        <Loading />
      ) : (
        <NewProductForm taxClasses={taxClasses.data.items} onClose={onClose} onSaved={onSaved} />
      )}
    </SideSheet>
  );
}

function NewProductForm({
  taxClasses,
  onClose,
  onSaved,
}: NewProductSheetProps & { readonly taxClasses: TaxClasses["items"] }) {
  const create = trpc.products.create.useMutation();
  const form = useContractForm({
    contract: CreateProduct,
    initial: newValues(taxClasses[0]?.id ?? ""),
    input: (values, key) => ({ key, ...newProductInput(values) }),
    send: (input) => create.mutateAsync(input),
    onSaved,
    numbers: useFormats(),
  });
  return (
    <Form form={form} submitLabel={texts.save} onCancel={onClose}>
      <ProductFields form={form} taxClasses={taxClasses} unitFixed={false} />
    </Form>
  );
}
