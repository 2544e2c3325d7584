import { getQueryKey } from "@trpc/react-query";
import { DataTable } from "../../components/data-table.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { auditChanges } from "./audit-changes.ts";

/** The change history of the product, newest first. */
export function ProductHistory({ productId }: { readonly productId: string }) {
  const formats = useFormats();
  const { client } = trpc.useUtils();
  const filter = { entity: "product", entityId: productId, limit: 20 };
  const list = useListPages({
    queryKey: getQueryKey(trpc.reports.audit, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.reports.audit.query(input, { signal }),
  });
  return (
    <Section title={texts.history}>
      <Loaded
        query={list}
        data={list.rows}
        lines={2}
        empty={<EmptyState title={texts.noHistory} />}
      >
        {(rows) => (
          <>
            <DataTable
              label={texts.history}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "when",
                  title: texts.historyWhen,
                  phone: "name",
                  cell: ({ at }) => formats.fullMoment(at),
                },
                {
                  key: "who",
                  title: texts.historyWho,
                  cell: ({ user }) => user?.name ?? texts.nobody,
                },
                {
                  key: "what",
                  title: texts.historyWhat,
                  cell: ({ action, before, after }) => {
                    const changes = before === null ? [] : auditChanges(before, after, formats);
                    return (
                      <>
                        {ACTIONS[action] ?? action}
                        {changes.map((change) => (
                          <div key={change} className="muted">
                            {change}
                          </div>
                        ))}
                      </>
                    );
                  },
                },
              ]}
            />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

const ACTIONS: Readonly<Record<string, string>> = texts.auditActions;
