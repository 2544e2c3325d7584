import { DataTable } from "../../components/data-table.tsx";
import type { Movement } from "@daybook/contract/movements";
import type { ProductId } from "@daybook/contract/ids";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { movementTexts as texts } from "../../texts/en/movements.ts";

const SHOWN = 10;

/** The last lines of the ledger for one product: why its number is what it is. */
export function RecentMovements({ productId }: { readonly productId: ProductId }) {
  const list = trpc.movements.list.useQuery({ productId, limit: SHOWN });
  const formats = useFormats();
  return (
    <Section title={texts.recentTitle}>
      {list.isError ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Loading lines={3} />
      ) : list.data.items.length === 0 ? (
        <EmptyState title={texts.noMovements} />
      ) : (
        <DataTable
          label={texts.recentTitle}
          rows={list.data.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "what",
              title: texts.what,
              phone: "name",
              cell: ({ kind, document }) =>
                [texts.kinds[kind], document.number].filter(Boolean).join(" "),
            },
            { key: "when", title: texts.when, cell: (row) => formats.moment(row.occurredAt) },
            { key: "who", title: texts.who, cell: ({ user }) => user.name },
            {
              key: "quantity",
              title: texts.quantity,
              figure: true,
              phone: "number",
              cell: (row) => signed(row, formats),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Into the shop is plus, out of it is minus, between its places is neither. */
function signed({ from, to, quantityMilli }: Movement, formats: Formats): string {
  const quantity = formats.quantity(quantityMilli);
  if (from === null) return `+${quantity}`;
  return to === null ? `\u2212${quantity}` : quantity;
}
