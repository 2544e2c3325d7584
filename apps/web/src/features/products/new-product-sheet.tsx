import { useRef } from "react";
import { CreateProduct } from "@daybook/contract/products";
import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { Form } from "../../components/form.tsx";
import { Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { CodeOwner } from "./code-owner.tsx";
import { ProductFields } from "./product-fields.tsx";
import { newProductInput, newValues } from "./product-values.ts";

interface NewProductSheetProps {
  /** The initial barcode, such as a scanned unknown code. */
  readonly barcode: string;
  readonly onClose: () => void;
  readonly onSaved: (product: Product) => void;
}

/** The sheet for a new product. */
export function NewProductSheet(props: NewProductSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  return (
    <SideSheet title={texts.newTitle} closeLabel={texts.close} onClose={props.onClose}>
      <Loaded query={taxClasses} data={taxClasses.data?.items} shape="fields">
        {(rows) => <NewProductForm {...props} taxClasses={rows} />}
      </Loaded>
    </SideSheet>
  );
}

function NewProductForm({
  barcode,
  taxClasses,
  onClose,
  onSaved,
}: NewProductSheetProps & { readonly taxClasses: TaxClasses["items"] }) {
  const create = trpc.products.create.useMutation();
  const another = useRef(false);
  const form = useContractForm({
    contract: CreateProduct,
    draft: { name: `product-new:${barcode}` },
    initial: newValues(taxClasses[0]?.id ?? "", barcode),
    input: (values, key) => ({ key, ...newProductInput(values) }),
    send: (input) => create.mutateAsync(input),
    onSaved: (product, { set, values }) => {
      if (!another.current) return onSaved(product);
      another.current = false;
      showToast({ text: texts.added(product.name) });
      // The next product is often similar; only the identifying fields are cleared.
      const { categoryId, taxClassId, unit, kind } = values;
      set({ ...newValues(taxClassId), categoryId, unit, kind });
      document.querySelector<HTMLElement>('[role="dialog"] [data-autofocus]')?.focus();
    },
    numbers: useFormats(),
  });
  const save = (more: boolean) => {
    another.current = more;
    form.ref.current?.requestSubmit();
  };
  useShortcuts([
    { keys: "Mod+Enter", label: texts.save, run: () => save(false) },
    { keys: "Mod+Shift+Enter", label: texts.saveAndAdd, run: () => save(true) },
  ]);
  return (
    <Form
      form={{
        ...form,
        submit: (event) => {
          // The form's main button was pressed, not the one for another product.
          if (event.nativeEvent instanceof SubmitEvent && event.nativeEvent.submitter !== null)
            another.current = false;
          form.submit(event);
        },
      }}
      submitLabel={texts.save}
      other={{ label: texts.saveAndAdd, onPress: () => save(true) }}
      onCancel={onClose}
    >
      <ProductFields form={form} taxClasses={taxClasses} product={null} />
      <CodeOwner refusal={form.refusal} />
    </Form>
  );
}
