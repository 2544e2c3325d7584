import type { ProductId } from "@daybook/contract/ids";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { DocumentLink, MovementReason, SignedQuantity } from "./movement-cells.tsx";

const SHOWN = 10;

/** The latest ledger entries of one product. */
export function RecentMovements({ productId }: { readonly productId: ProductId }) {
  const list = trpc.movements.list.useQuery({ productId, limit: SHOWN });
  const formats = useFormats();
  return (
    <Section
      title={texts.recentTitle}
      aside={
        <LinkButton to={paths.ledger} search={{ product: productId }} icon="ledger">
          {texts.showAll}
        </LinkButton>
      }
    >
      <Loaded
        query={list}
        data={list.data?.items}
        lines={3}
        empty={<EmptyState title={texts.noMovements} />}
      >
        {(rows) => (
          <DataTable
            label={texts.recentTitle}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "what",
                title: texts.what,
                phone: "name",
                cell: (row) => (
                  <>
                    <DocumentLink movement={row} />
                    <MovementReason movement={row} />
                  </>
                ),
              },
              {
                key: "when",
                title: texts.when,
                cell: (row) => <span className="num">{formats.moment(row.occurredAt)}</span>,
              },
              { key: "who", title: texts.who, cell: ({ user }) => user?.name },
              {
                key: "quantity",
                title: texts.quantity,
                figure: true,
                phone: "number",
                cell: (row) => <SignedQuantity movement={row} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
