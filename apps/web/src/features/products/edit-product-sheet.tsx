import { UpdateProduct } from "@daybook/contract/products";
import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { isFarAmount } from "@daybook/contract/unusual";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { Form } from "../../components/form.tsx";
import { Loaded } from "../../components/notices.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { farMargin } from "./far-margin.ts";
import { CodeOwner } from "./code-owner.tsx";
import { ProductFields } from "./product-fields.tsx";
import { changedInput, valuesOf } from "./product-values.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useStaleFields } from "./use-stale-fields.ts";

interface EditProductSheetProps {
  /** The result of the live query: it may change while the sheet is open. */
  readonly product: Product;
  readonly onClose: () => void;
}

/** The sheet that edits a product. */
export function EditProductSheet({ product, onClose }: EditProductSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  return (
    <SideSheet title={texts.editTitle} closeLabel={texts.close} onClose={onClose}>
      <Loaded query={taxClasses} data={taxClasses.data?.items} shape="fields">
        {(rows) => <EditProductForm product={product} taxClasses={rows} onClose={onClose} />}
      </Loaded>
    </SideSheet>
  );
}

function EditProductForm({
  product,
  taxClasses,
  onClose,
}: EditProductSheetProps & { readonly taxClasses: TaxClasses["items"] }) {
  const utils = trpc.useUtils();
  const update = trpc.products.update.useMutation();
  const formats = useFormats();
  const taxes = useProductTaxes();
  const form = useStaleChoice({
    contract: UpdateProduct,
    draft: `product:${product.id}`,
    entity: product,
    refetch: () => utils.products.get.refetch({ id: product.id }),
    valuesOf,
    fields: useStaleFields(product, taxClasses),
    input: (values, head, before) => ({ ...head, ...changedInput(valuesOf(before), values) }),
    send: (input) => update.mutateAsync(input),
    onSaved: (saved) => {
      utils.products.get.setData({ id: saved.id }, saved);
      onClose();
    },
    numbers: formats,
    unusual: ({ priceMinor, basisMilli, taxClassId }, before) => {
      if (priceMinor === null || basisMilli === null) return null;
      if (isFarAmount(priceMinor, before.priceMinor))
        return texts.farPrice(formats.money(priceMinor), formats.money(before.priceMinor));
      const { unitCostMinor } = before;
      const priced = { priceMinor, basisMilli, unitCostMinor };
      const was = farMargin(before, taxes[before.taxClass.id]);
      const margin = was === null ? farMargin(priced, taxes[taxClassId]) : null;
      return margin === null
        ? null
        : texts.farMargin(formats.money(priceMinor), formats.percent(margin));
    },
  });
  return (
    <Form form={form} submitLabel={texts.save} onCancel={onClose}>
      <ProductFields form={form} taxClasses={taxClasses} product={product} />
      <CodeOwner refusal={form.refusal} />
      {product.kind !== "stock" ? null : <StockSection product={product} />}
    </Form>
  );
}

/** Stock is not a field: only a movement changes it. */
function StockSection({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const links = [
    [paths.receive, texts.receive, "receive"],
    [paths.adjust, texts.adjust, "adjust"],
    [paths.move, texts.move, "move"],
  ] as const;
  return (
    <section aria-label={texts.stockTitle}>
      <p>
        {texts.onHand}: {quantityWithUnit(product.onHandMilli, product.unit, formats)}
        {product.stock.length < 2
          ? null
          : ` (${product.stock
              .map(({ location, onHandMilli }) =>
                texts.lies(location.name, quantityWithUnit(onHandMilli, product.unit, formats)),
              )
              .join(", ")})`}
      </p>
      <p className="muted">{texts.stockHint}</p>
      <RowActions>
        {links.map(([to, label, icon]) => (
          <LinkButton key={to} to={to} search={{ product: product.id }} icon={icon}>
            {label}
          </LinkButton>
        ))}
      </RowActions>
    </section>
  );
}
