import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import type { ListSuppliers, Supplier } from "@daybook/contract/suppliers";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmailLink, PhoneLink } from "../../components/contact-links.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateSelectionBar } from "../../components/state-selection-bar.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { useRowSelection } from "../../components/use-row-selection.ts";
import type { RowSelection } from "../../components/use-row-selection.ts";
import { supplierTexts as texts } from "../../texts/en/suppliers.ts";
import { NewSupplierSheet } from "./supplier-sheet.tsx";
import type { SuppliersSearch } from "./supplier-searches.ts";

/** Who the shop buys from. */
export function SuppliersPage() {
  const search = useSearch({ from: "/shell/suppliers" });
  const navigate = useNavigate({ from: paths.suppliers });
  const mayChange = useAllowed("suppliers.write");
  const change = (next: SuppliersSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const close = () => change({ sheet: undefined });
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
            to={paths.suppliers}
            search={{ ...search, sheet: "new" }}
            kind="primary"
            icon="plus"
          >
            {texts.add}
          </LinkButton>
        ) : undefined
      }
    >
      <SupplierList search={search} onChange={change} mayChange={mayChange} />
      {search.sheet === "new" && mayChange ? (
        <NewSupplierSheet
          onClose={close}
          onSaved={({ id }) => void navigate({ to: paths.supplier, params: { id } })}
        />
      ) : null}
    </Page>
  );
}

interface SupplierListProps {
  readonly search: SuppliersSearch;
  readonly onChange: (next: SuppliersSearch) => void;
  readonly mayChange: boolean;
}

function SupplierList({ search, onChange, mayChange }: SupplierListProps) {
  const query = search.q ?? "";
  const [typed, setTyped] = useAddressText(query, (q) => onChange({ q: q === "" ? undefined : q }));
  const show = search.show ?? "active";
  const { client } = trpc.useUtils();
  const filter: Pick<ListSuppliers, "search" | "active"> = { search: query, active: show };
  const list = useListPages({
    queryKey: getQueryKey(trpc.suppliers.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.suppliers.list.query(input, { signal }),
  });
  const columns = useColumns(mayChange);
  const selection = useRowSelection(list.rows, ({ name }) => name);
  return (
    <>
      <FilterBar>
        <SearchBox
          label={texts.search}
          value={typed}
          onChange={setTyped}
          clearLabel={texts.clear}
        />
        <FilterSelect
          label={texts.show}
          value={show}
          choices={texts.shows}
          onChange={(next) => onChange({ show: next === "active" ? undefined : next })}
        />
      </FilterBar>
      <Loaded
        query={list}
        data={list.rows}
        empty={<NoSuppliers query={query} show={show} mayAdd={mayChange} />}
      >
        {(rows) => (
          <>
            <DataTable
              label={texts.list}
              rows={rows}
              rowKey={({ id }) => id}
              columns={columns}
              selection={mayChange ? selection : undefined}
            />
            <MoreRows list={list} />
            {selection.chosen.length > 0 ? <ChosenSuppliers selection={selection} /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function ChosenSuppliers({ selection }: { readonly selection: RowSelection<Supplier> }) {
  const update = trpc.suppliers.updateMany.useMutation();
  return (
    <StateSelectionBar
      rows={selection.chosen}
      list="suppliers"
      texts={texts}
      update={async (key, rows, active) => {
        const input = { key, suppliers: [...rows], set: { active } };
        return (await update.mutateAsync(input)).suppliers;
      }}
      onClear={selection.clear}
    />
  );
}

function useColumns(mayChange: boolean): readonly Column<Supplier>[] {
  const formats = useFormats();
  const deactivate = trpc.suppliers.deactivate.useMutation();
  const reactivate = trpc.suppliers.reactivate.useMutation();
  const terms = (days: number) => (days === 0 ? texts.atOnce : texts.inDays(formats.count(days)));
  return [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      cell: ({ id, name }) => (
        <Link to={paths.supplier} params={{ id }}>
          {name}
        </Link>
      ),
    },
    {
      key: "phone",
      title: texts.phone,
      cell: ({ phone }) => (phone === "" ? null : <PhoneLink phone={phone} />),
    },
    {
      key: "email",
      title: texts.email,
      cell: ({ email }) => (email === "" ? null : <EmailLink email={email} />),
    },
    { key: "terms", title: texts.terms, figure: true, cell: ({ termsDays }) => terms(termsDays) },
    {
      key: "actions",
      title: texts.actions,
      cell: (row) => (
        <RowActions>
          <LinkButton to={paths.receive} search={{ supplier: row.id }}>
            {texts.receive}
          </LinkButton>
          {mayChange ? (
            <>
              <LinkButton
                to={paths.supplier}
                params={{ id: row.id }}
                search={{ sheet: "edit" }}
                icon="edit"
              >
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

function NoSuppliers({
  query,
  show,
  mayAdd,
}: {
  readonly query: string;
  readonly show: string;
  readonly mayAdd: boolean;
}) {
  if (query !== "") return <EmptyState title={texts.noneFound(query)} />;
  if (show === "inactive")
    return (
      <EmptyState
        title={texts.noneHere}
        action={<LinkButton to={paths.suppliers}>{texts.showActive}</LinkButton>}
      />
    );
  return (
    <EmptyState
      title={texts.emptyTitle}
      action={
        mayAdd ? (
          <LinkButton to={paths.suppliers} search={{ sheet: "new" }} icon="plus">
            {texts.add}
          </LinkButton>
        ) : null
      }
    >
      {texts.empty}
    </EmptyState>
  );
}
