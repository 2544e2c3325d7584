import type { Product } from "@daybook/contract/products";
import { DataTable } from "../../components/data-table.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useListPages } from "../../lib/use-list-pages.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { priceWithBasis } from "./price-with-basis.ts";

/** The price history of the product, newest first. */
export function PriceHistory({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const list = useListPages("products.prices", { productId: product.id, limit: 20 });
  return (
    <Section title={texts.prices}>
      <PagedRows list={list} lines={2} empty={<EmptyState title={texts.noPrices} />}>
        {(rows) => (
          <DataTable
            label={texts.prices}
            rows={rows}
            rowKey={({ validFrom, amountMinor }) => `${validFrom} ${amountMinor}`}
            columns={[
              {
                key: "from",
                title: texts.validFrom,
                phone: "name",
                cell: ({ validFrom }) => formats.fullMoment(validFrom),
              },
              { key: "by", title: texts.setBy, cell: ({ setBy }) => setBy.name },
              {
                key: "price",
                title: texts.price,
                figure: true,
                phone: "number",
                cell: ({ amountMinor, basisMilli }) =>
                  priceWithBasis(
                    { priceMinor: amountMinor, basisMilli, unit: product.unit },
                    formats,
                  ),
              },
            ]}
          />
        )}
      </PagedRows>
    </Section>
  );
}
