import { Link } from "@tanstack/react-router";
import type { Location } from "@daybook/contract/locations";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenuLink } from "../../components/row-menu.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { locationTexts as texts } from "../../texts/en/locations.ts";
import { EditLocationSheet, NewLocationSheet } from "./location-sheet.tsx";
import type { LocationsSearch } from "./location-searches.ts";

/** The locations, children below their parents. */
export function LocationsPage() {
  const [search, change] = useAddress("/shell/locations");
  const mayChange = useAllowed("locations.write");
  const list = trpc.locations.list.useQuery({ active: search.show ?? "active" });
  const places = trpc.locations.list.useQuery({}).data?.items ?? [];
  return (
    <ListPage
      path={paths.locations}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={list}
      rows={list.data?.items}
      columns={columns(mayChange, search)}
      newSheet={(close) => <NewLocationSheet places={places} onClose={close} />}
      editSheet={(location, close) => (
        <EditLocationSheet
          location={location}
          refetch={list.refetch}
          places={places}
          onClose={close}
        />
      )}
    />
  );
}

function columns(mayChange: boolean, search: LocationsSearch): readonly Column<Location>[] {
  return [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      cell: ({ id, path }) => (
        <Link to={paths.stockReport} search={{ location: id }}>
          {path.join(" / ")}
        </Link>
      ),
    },
    { key: "kind", title: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
    { key: "address", title: texts.address, cell: ({ address }) => address },
    {
      key: "actions",
      title: texts.actions,
      cell: (row) => (
        <RowActions>
          {mayChange ? (
            <>
              <LinkButton to={paths.locations} search={{ ...search, sheet: row.id }} icon="edit">
                {texts.change}
              </LinkButton>
              <StateMenu row={row} texts={texts} of={trpc.locations}>
                <RowMenuLink to={paths.ledger} search={{ location: row.id }}>
                  {texts.ledger}
                </RowMenuLink>
              </StateMenu>
            </>
          ) : (
            <LinkButton to={paths.ledger} search={{ location: row.id }}>
              {texts.ledger}
            </LinkButton>
          )}
        </RowActions>
      ),
    },
  ];
}
