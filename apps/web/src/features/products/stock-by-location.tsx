import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LocationId } from "@daybook/contract/ids";
import type { Product } from "@daybook/contract/products";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";

/** A stock figure of this product at a location, rendered by another feature. */
export interface StockFigure {
  readonly product: Product;
  readonly locationId: LocationId;
  readonly text: string;
  readonly negative: boolean;
}

interface StockByLocationProps {
  readonly product: Product;
  readonly figure: (figure: StockFigure) => ReactNode;
}

/** The stock per location with actions to change it: it is not a field, because the ledger determines it. */
export function StockByLocation({ product, figure }: StockByLocationProps) {
  const formats = useFormats();
  const mayReceive = useAllowed("movements.receive");
  const mayAdjust = useAllowed("movements.adjust");
  const mayMove = useAllowed("movements.transfer");
  const search = { product: product.id };
  return (
    <Section
      title={texts.stockTitle}
      aside={
        product.active ? (
          <RowActions>
            {mayReceive ? (
              <LinkButton to={paths.receive} search={search} icon="receive">
                {texts.receive}
              </LinkButton>
            ) : null}
            {mayAdjust ? (
              <LinkButton to={paths.adjust} search={search} icon="adjust">
                {texts.adjust}
              </LinkButton>
            ) : null}
            {mayMove ? (
              <LinkButton to={paths.move} search={search} icon="move">
                {texts.move}
              </LinkButton>
            ) : null}
          </RowActions>
        ) : undefined
      }
    >
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
              cell: ({ location }) => (
                <Link to={paths.ledger} search={{ product: product.id, location: location.id }}>
                  {location.name}
                </Link>
              ),
            },
            {
              key: "onHand",
              title: texts.onHand,
              figure: true,
              phone: "number",
              named: true,
              cell: ({ location, onHandMilli }) =>
                figure({
                  product,
                  locationId: LocationId.parse(location.id),
                  text: quantityWithUnit(onHandMilli, product.unit, formats),
                  negative: onHandMilli < 0,
                }),
            },
          ]}
        />
      )}
    </Section>
  );
}
