import { Link } from "@tanstack/react-router";
import type { Drawer } from "@daybook/contract/drawers";
import { LinkButton } from "../../components/button.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { drawersTexts as texts, drawerWords } from "../../texts/en/drawers.ts";
import { EditDrawerSheet, NewDrawerSheet } from "./drawer-sheet.tsx";

const { emptyTitle: _, ...FILTERED } = texts;
const isShown = { active: true, inactive: false } as const;

/** The cash drawers of the shop, with their tills. */
export function DrawersPage() {
  const [search, change] = useAddress("/shell/settings/drawers");
  const mayManage = useAllowed("drawers.manage");
  const query = trpc.drawers.list.useQuery({});
  const all = query.data?.items;
  const { show = "active" } = search;
  const rows = show === "all" ? all : all?.filter(({ active }) => active === isShown[show]);
  return (
    <ListPage
      path={paths.drawers}
      // A list without any drawer says what a drawer is for, not that the filter has no result.
      texts={all === undefined || all.length === 0 ? texts : FILTERED}
      search={search}
      onChange={change}
      mayChange={mayManage}
      query={query}
      rows={rows}
      lines={2}
      columns={[
        {
          key: "name",
          title: texts.name,
          phone: "name",
          cell: ({ id, name }) =>
            mayManage ? (
              <Link to={paths.drawers} search={{ ...search, sheet: id }}>
                {name}
              </Link>
            ) : (
              name
            ),
        },
        { key: "tills", title: texts.tills, cell: (drawer) => <TillNames drawer={drawer} /> },
        { key: "state", title: texts.state, cell: (drawer) => <State drawer={drawer} /> },
        {
          key: "actions",
          title: texts.actions,
          cell: (drawer) =>
            mayManage ? (
              <RowActions>
                <LinkButton to={paths.drawers} search={{ ...search, sheet: drawer.id }} icon="edit">
                  {texts.change}
                </LinkButton>
                <StateMenu row={drawer} texts={texts} of={trpc.drawers} />
              </RowActions>
            ) : null,
        },
      ]}
      newSheet={(close) => <NewDrawerSheet onClose={close} />}
      editSheet={(drawer, close) => (
        <EditDrawerSheet
          drawer={drawer}
          drawers={all ?? []}
          refetch={query.refetch}
          onClose={close}
        />
      )}
    />
  );
}

function TillNames({ drawer }: { readonly drawer: Drawer }) {
  if (drawer.tills.length === 0) return <span className="muted">{texts.noTills}</span>;
  return drawer.tills.map(({ name }) => name).join(", ");
}

function State({ drawer: { active, session } }: { readonly drawer: Drawer }) {
  const formats = useFormats();
  if (!active) return texts.isDeactivated;
  if (session === null) return drawerWords.closed;
  return drawerWords.openSince(formats.moment(session.openedAt), session.openedBy);
}
