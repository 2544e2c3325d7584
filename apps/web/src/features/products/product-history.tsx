import { DataTable } from "../../components/data-table.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useListPages } from "../../lib/use-list-pages.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { auditChanges } from "./audit-changes.ts";

/** The change history of the product, newest first. */
export function ProductHistory({ productId }: { readonly productId: string }) {
  const formats = useFormats();
  const list = useListPages("reports.audit", {
    entity: "product",
    entityId: productId,
    limit: 20,
  });
  return (
    <Section title={texts.history}>
      <PagedRows list={list} lines={2} empty={<EmptyState title={texts.noHistory} />}>
        {(rows) => (
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
        )}
      </PagedRows>
    </Section>
  );
}

const ACTIONS: Readonly<Record<string, string>> = texts.auditActions;
