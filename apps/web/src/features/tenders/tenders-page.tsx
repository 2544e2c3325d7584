import { Link } from "@tanstack/react-router";
import type { Tender } from "@daybook/contract/tenders";
import { LinkButton } from "../../components/button.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { tenderTexts as texts } from "../../texts/en/tenders.ts";
import { EditTenderSheet, NewTenderSheet } from "./tender-sheet.tsx";
import { TENDER_RULES } from "./tender-rules.ts";

const rulesOf = (tender: Tender) =>
  TENDER_RULES.filter((rule) => tender[rule])
    .map((rule) => texts.shortRules[rule])
    .join(", ");

/** The payment methods of the shop, with their rules. */
export function TendersPage() {
  const [search, change] = useAddress("/shell/settings/tenders");
  const mayChange = useAllowed("settings.write");
  const query = trpc.tenders.list.useQuery({});
  return (
    <ListPage
      path={paths.tenders}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={query}
      rows={query.data?.items}
      lines={3}
      columns={[
        {
          key: "name",
          title: texts.name,
          phone: "name",
          cell: ({ id, name }) => (
            <Link to={paths.tenders} search={{ sheet: id }}>
              {name}
            </Link>
          ),
        },
        { key: "kind", title: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
        { key: "rules", title: texts.rules, cell: rulesOf },
        {
          key: "state",
          title: texts.state,
          cell: ({ active }) => (active ? "" : texts.isDeactivated),
        },
        {
          key: "actions",
          title: texts.actions,
          cell: (tender) =>
            mayChange ? (
              <RowActions>
                <LinkButton to={paths.tenders} search={{ sheet: tender.id }} icon="edit">
                  {texts.change}
                </LinkButton>
                {tender.kind === "cash" ? null : (
                  <StateMenu row={tender} texts={texts} of={trpc.tenders} />
                )}
              </RowActions>
            ) : null,
        },
      ]}
      newSheet={(close) => <NewTenderSheet onClose={close} />}
      editSheet={(tender, close) => (
        <EditTenderSheet tender={tender} refetch={query.refetch} onClose={close} />
      )}
    />
  );
}
