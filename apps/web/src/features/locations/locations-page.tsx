import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { Location } from "@daybook/contract/locations";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { locationTexts as texts } from "../../texts/en/locations.ts";
import { EditLocationSheet, NewLocationSheet } from "./location-sheet.tsx";
import type { LocationsSearch } from "./location-searches.ts";

/** The places goods can be, each below the one around it. */
export function LocationsPage() {
  const search = useSearch({ from: "/shell/locations" });
  const navigate = useNavigate({ from: paths.locations });
  const mayChange = useAllowed("locations.write");
  const show = search.show ?? "active";
  const list = trpc.locations.list.useQuery({ active: show });
  const active = trpc.locations.list.useQuery({});
  const change = (next: LocationsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const close = () => change({ sheet: undefined });
  const columns = useColumns(mayChange, search);
  const places = active.data?.items ?? [];
  const changing = list.data?.items.find(({ id }) => id === search.sheet);
  useShortcuts([
    { keys: "n", label: texts.add, run: () => change({ sheet: "new" }), when: mayChange },
  ]);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        mayChange ? (
          <LinkButton
            to={paths.locations}
            search={{ ...search, sheet: "new" }}
            kind="primary"
            icon="plus"
          >
            {texts.add}
          </LinkButton>
        ) : undefined
      }
    >
      <FilterBar>
        <FilterSelect
          label={texts.show}
          value={show}
          choices={texts.shows}
          onChange={(next) => change({ show: next === "active" ? undefined : next })}
        />
      </FilterBar>
      <Loaded
        query={list}
        data={list.data?.items}
        empty={
          <EmptyState
            title={texts.noneHere}
            action={<LinkButton to={paths.locations}>{texts.showActive}</LinkButton>}
          />
        }
      >
        {(rows) => (
          <DataTable label={texts.list} rows={rows} rowKey={({ id }) => id} columns={columns} />
        )}
      </Loaded>
      {search.sheet === "new" && mayChange ? (
        <NewLocationSheet places={places} onClose={close} />
      ) : null}
      {changing !== undefined && mayChange ? (
        <EditLocationSheet
          key={changing.id}
          location={changing}
          refetch={list.refetch}
          places={places}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function useColumns(mayChange: boolean, search: LocationsSearch): readonly Column<Location>[] {
  const deactivate = trpc.locations.deactivate.useMutation();
  const reactivate = trpc.locations.reactivate.useMutation();
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
          <LinkButton to={paths.ledger} search={{ location: row.id }}>
            {texts.ledger}
          </LinkButton>
          {mayChange ? (
            <>
              <LinkButton to={paths.locations} search={{ ...search, sheet: row.id }} icon="edit">
                {texts.change}
              </LinkButton>
              <StateButton
                row={row}
                texts={texts}
                deactivate={(input) => deactivate.mutateAsync(input)}
                reactivate={(input) => reactivate.mutateAsync(input)}
              />
            </>
          ) : null}
        </RowActions>
      ),
    },
  ];
}
