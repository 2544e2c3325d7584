import { getQueryKey } from "@trpc/react-query";
import type { Product } from "@daybook/contract/products";
import { DataTable } from "../../components/data-table.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { priceWithBasis } from "./price-with-basis.ts";

/** Every price the product had, the newest first. */
export function PriceHistory({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const { client } = trpc.useUtils();
  const filter = { productId: product.id, limit: 20 };
  const list = useListPages({
    queryKey: getQueryKey(trpc.products.prices, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.products.prices.query(input, { signal }),
  });
  return (
    <Section title={texts.prices}>
      {list.isError ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : list.rows === undefined ? (
        <Loading lines={2} />
      ) : list.rows.length === 0 ? (
        <EmptyState title={texts.noPrices} />
      ) : (
        <>
          <DataTable
            label={texts.prices}
            rows={list.rows}
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
          <MoreRows list={list} />
        </>
      )}
    </Section>
  );
}
