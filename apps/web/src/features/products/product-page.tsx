import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Product } from "@daybook/contract/products";
import { paths } from "../../lib/paths.ts";
import { useCatalogue } from "../catalogue/catalogue.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { Page, LoadingPage, Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { EditProductSheet } from "./edit-product-sheet.tsx";
import { neighbourOf } from "./last-list.ts";
import { PriceHistory } from "./price-history.tsx";
import { ProductFigures } from "./product-figures.tsx";
import { ProductHistory } from "./product-history.tsx";
import { StatePill } from "./state-pill.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { StockByLocation } from "./stock-by-location.tsx";
import type { StockFigure } from "./stock-by-location.tsx";

interface ProductPageProps {
  readonly id: string;
  readonly editing: boolean;
  readonly onCloseSheet: () => void;
  /** A stock figure with its explanation. */
  readonly figure: (figure: StockFigure) => ReactNode;
  /** Actions of other features for this product: receiving, its ledger. */
  readonly children: (product: Product) => ReactNode;
}

/** One product: stock per location, cost, margin and all other data. */
export function ProductPage({ id, editing, onCloseSheet, figure, children }: ProductPageProps) {
  const query = trpc.products.get.useQuery({ id });
  const mayChange = useAllowed("products.write");
  const mayAudit = useAllowed("reports.audit");
  const product = query.data;
  const walk = useNeighbours(id, product?.name ?? "");
  if (product === undefined)
    return <LoadingPage title={texts.title} query={query} shape="figures" lines={5} />;
  return (
    <Page
      query={query}
      title={product.name}
      lead={
        <>
          <Link to={paths.products}>{texts.back}</Link> ·{" "}
          <span className="code">{product.sku}</span> · <StatePill row={product} />
        </>
      }
      action={
        mayChange ? (
          <LinkButton
            to={paths.product}
            params={{ id }}
            search={{ sheet: "edit" }}
            kind="primary"
            icon="edit"
          >
            {texts.edit}
          </LinkButton>
        ) : undefined
      }
    >
      {product.active ? null : <p className="muted">{texts.deactivated}</p>}
      <ProductFigures product={product} />
      {product.kind !== "stock" ? null : <StockByLocation product={product} figure={figure} />}
      {children(product)}
      <ProductDetails product={product} />
      <PriceHistory product={product} />
      {mayAudit ? <ProductHistory productId={product.id} /> : null}
      <Section title={texts.more}>
        <RowActions>
          <Button onClick={() => walk(-1)}>{texts.previous}</Button>
          <Button onClick={() => walk(1)}>{texts.next}</Button>
          {mayChange ? <ActiveButton product={product} /> : null}
        </RowActions>
      </Section>
      {editing && mayChange ? <EditProductSheet product={product} onClose={onCloseSheet} /> : null}
    </Page>
  );
}

/** Navigates to the previous or next product of the list. */
function useNeighbours(id: string, name: string): (step: -1 | 1) => void {
  const catalogue = useCatalogue();
  const navigate = useNavigate();
  const mayChange = useAllowed("products.write");
  const walk = async (step: -1 | 1) => {
    const found = await neighbourOf(catalogue, { id, name }, step);
    if (found === null) showToast({ text: texts.noNeighbour });
    else void navigate({ to: paths.product, params: { id: found.id } });
  };
  useShortcuts([
    { keys: "[", label: texts.previous, run: () => void walk(-1) },
    { keys: "]", label: texts.next, run: () => void walk(1) },
    {
      keys: "e",
      label: texts.edit,
      when: mayChange,
      run: () => void navigate({ to: paths.product, params: { id }, search: { sheet: "edit" } }),
    },
  ]);
  return (step) => void walk(step);
}

function ActiveButton({ product }: { readonly product: Product }) {
  return (
    <StateButton
      row={product}
      texts={{
        deactivate: texts.deactivate,
        reactivate: texts.reactivate,
        deactivated: texts.deactivatedNow,
        reactivated: texts.reactivatedNow,
        undo: texts.undo,
      }}
      of={trpc.products}
    />
  );
}

function ProductDetails({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const { category, suppliers, reorderRules, stock, unit } = product;
  const quantity = (quantityMilli: number) => quantityWithUnit(quantityMilli, unit, formats);
  const placeOf = (id: string | null) =>
    id === null
      ? texts.wholeShop
      : (stock.find(({ location }) => location.id === id)?.location.name ?? texts.location);
  return (
    <Section title={texts.details}>
      <Details
        items={[
          [
            texts.category,
            category === null ? (
              texts.none
            ) : (
              <Link key="category" to={paths.products} search={{ category: category.id }}>
                {category.name}
              </Link>
            ),
          ],
          [texts.taxClass, product.taxClass.name],
          [texts.unit, texts.unitNames[unit]],
          [texts.barcodes, product.barcodes.map(({ shown }) => shown).join(", ") || texts.none],
          [
            texts.suppliers,
            suppliers.map(({ supplier }) => supplier.name).join(", ") || texts.none,
          ],
          ...reorderRules.map(
            ({ locationId, reorderPointMilli, targetMilli }) =>
              [
                texts.ruleFor(placeOf(locationId)),
                texts.ruleIs(quantity(reorderPointMilli), quantity(targetMilli)),
              ] as const,
          ),
          ...(product.description === ""
            ? []
            : [[texts.description, product.description] as const]),
        ]}
      />
    </Section>
  );
}
