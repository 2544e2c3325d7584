import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Product } from "@daybook/contract/products";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Details } from "../../components/details.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { EditProductSheet } from "./edit-product-sheet.tsx";
import { StatePill } from "./product-table.tsx";
import { quantityWithUnit } from "./quantity-with-unit.ts";

interface ProductPageProps {
  readonly id: string;
  readonly editing: boolean;
  readonly onCloseSheet: () => void;
  /** What other features add for this product: receiving goods, its ledger. */
  readonly children: (product: Product) => ReactNode;
}

/** One product: what is on hand and where, what it costs, and what else is known of it. */
export function ProductPage({ id, editing, onCloseSheet, children }: ProductPageProps) {
  const query = trpc.products.get.useQuery({ id });
  const mayChange = useAllowed("products.write");
  const product = query.data;
  if (product === undefined)
    return (
      <Page title={texts.title}>
        {query.isError ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  return (
    <Page
      title={product.name}
      lead={
        <>
          <Link to={paths.products}>{texts.back}</Link> ·{" "}
          <span className="code">{product.sku}</span> · <StatePill row={product} />
        </>
      }
      action={
        mayChange ? (
          <LinkButton to={paths.product} params={{ id }} search={{ sheet: "edit" }} icon="edit">
            {texts.edit}
          </LinkButton>
        ) : undefined
      }
    >
      {product.active ? null : <p className="muted">{texts.deactivated}</p>}
      <ProductFigures product={product} />
      {product.kind === "service" ? null : <StockByLocation product={product} />}
      {children(product)}
      <Section title={texts.details}>
        <Details
          items={[
            [texts.category, product.category?.name ?? texts.none],
            [texts.taxClass, product.taxClass.name],
            [texts.unit, texts.unitNames[product.unit]],
            [texts.barcodes, product.barcodes.map(({ shown }) => shown).join(", ") || texts.none],
            ...(product.description === ""
              ? []
              : [[texts.description, product.description] as const]),
          ]}
        />
      </Section>
      {editing && mayChange ? <EditProductSheet product={product} onClose={onCloseSheet} /> : null}
    </Page>
  );
}

function ProductFigures({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const { onHandMilli, unit, priceMinor, valueMinor, kind } = product;
  return (
    <Figures label={product.name}>
      {kind === "service" ? null : (
        <Figure
          label={texts.onHand}
          text={quantityWithUnit(onHandMilli, unit, formats)}
          negative={onHandMilli < 0}
        />
      )}
      <Figure label={texts.price} text={formats.money(priceMinor)} />
      {kind === "service" ? null : <Figure label={texts.value} text={formats.money(valueMinor)} />}
    </Figures>
  );
}

function StockByLocation({ product }: { readonly product: Product }) {
  const formats = useFormats();
  return (
    <Section title={texts.stockTitle}>
      {product.stock.length === 0 ? (
        <EmptyState title={texts.noStock} />
      ) : (
        <DataTable
          label={texts.stockTitle}
          rows={product.stock}
          rowKey={({ location }) => location.id}
          columns={[
            {
              key: "location",
              title: texts.location,
              phone: "name",
              cell: ({ location }) => location.name,
            },
            {
              key: "onHand",
              title: texts.onHand,
              figure: true,
              phone: "number",
              cell: ({ onHandMilli }) => (
                <LiveValue
                  text={quantityWithUnit(onHandMilli, product.unit, formats)}
                  negative={onHandMilli < 0}
                />
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
