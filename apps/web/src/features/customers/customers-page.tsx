import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { CustomerRow } from "@daybook/contract/customers";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmailLink, PhoneLink } from "../../components/contact-links.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { Pill } from "../../components/pill.tsx";
import { StateSelectionBar } from "../../components/state-selection-bar.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { useRowSelection } from "../../components/use-row-selection.ts";
import type { RowSelection } from "../../components/use-row-selection.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";
import type { CustomersSearch } from "./customer-searches.ts";
import { NewCustomerSheet } from "./customer-sheets.tsx";
import { useCustomers } from "./use-customers.ts";

/** Who buys by name; found at every key. */
export function CustomersPage() {
  const search = useSearch({ from: "/shell/customers" });
  const navigate = useNavigate({ from: paths.customers });
  const mayAdd = useAllowed("customers.write");
  const change = (next: CustomersSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  useShortcuts([
    { keys: "n", label: texts.add, run: () => change({ sheet: "new" }), when: mayAdd },
  ]);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        mayAdd ? (
          <LinkButton
            to={paths.customers}
            search={{ ...search, sheet: "new" }}
            kind="primary"
            icon="plus"
          >
            {texts.add}
          </LinkButton>
        ) : (
          <p className="muted">{texts.addNone}</p>
        )
      }
    >
      <CustomerList search={search} onChange={change} mayChange={mayAdd} />
      {search.sheet === "new" && mayAdd ? (
        <NewCustomerSheet
          onClose={() => change({ sheet: undefined })}
          onSaved={({ id }) => void navigate({ to: paths.customer, params: { id } })}
        />
      ) : null}
    </Page>
  );
}

interface CustomerListProps {
  readonly search: CustomersSearch;
  readonly onChange: (next: CustomersSearch) => void;
  readonly mayChange: boolean;
}

function CustomerList({ search, onChange, mayChange }: CustomerListProps) {
  const formats = useFormats();
  const [typed, type] = useAddressText(search.q ?? "", (q) =>
    onChange({ q: q === "" ? undefined : q }),
  );
  const query = typed.trim();
  const show = search.show ?? "active";
  const list = useCustomers(query, show);
  const selection = useRowSelection(list.rows, ({ name }) => name);
  return (
    <>
      <FilterBar>
        <SearchBox label={texts.search} clearLabel={texts.clear} value={typed} onChange={type} />
        <FilterSelect
          label={texts.show}
          value={show}
          choices={texts.shows}
          onChange={(next) => onChange({ show: next === "active" ? undefined : next })}
        />
      </FilterBar>
      <Loaded query={list} data={list.rows} lines={8}>
        {(rows) =>
          rows.length === 0 && !list.loadsOn ? (
            <NoCustomers query={query} show={show} mayAdd={mayChange} />
          ) : (
            <>
              <p className="muted">
                {texts.count(
                  formats.count(rows.length) + (list.hasNextPage || list.loadsOn ? "+" : ""),
                )}
              </p>
              <DataTable
                label={texts.list}
                rows={rows}
                rowKey={({ id }) => id}
                columns={show === "active" ? COLUMNS : [...COLUMNS, STATE]}
                selection={mayChange ? selection : undefined}
              />
              {list.loadsOn ? (
                <output className="muted">{texts.loadingRest(formats.count(rows.length))}</output>
              ) : (
                <MoreRows list={list} />
              )}
              {selection.chosen.length > 0 ? <ChosenCustomers selection={selection} /> : null}
            </>
          )
        }
      </Loaded>
    </>
  );
}

function ChosenCustomers({ selection }: { readonly selection: RowSelection<CustomerRow> }) {
  const update = trpc.customers.updateMany.useMutation();
  return (
    <StateSelectionBar
      rows={selection.chosen}
      list="customers"
      texts={texts}
      update={async (key, rows, active) => {
        const input = { key, customers: [...rows], set: { active } };
        return (await update.mutateAsync(input)).customers;
      }}
      onClear={selection.clear}
    />
  );
}

const COLUMNS: readonly Column<CustomerRow>[] = [
  {
    key: "name",
    title: texts.name,
    phone: "name",
    cell: ({ id, name }) => (
      <Link to={paths.customer} params={{ id }}>
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
];

const STATE: Column<CustomerRow> = {
  key: "state",
  title: texts.state,
  cell: ({ active }) =>
    active ? <Pill tone="good">{texts.active}</Pill> : <Pill tone="plain">{texts.inactive}</Pill>,
};

interface NoCustomersProps {
  readonly query: string;
  readonly show: "active" | "inactive" | "all";
  readonly mayAdd: boolean;
}

function NoCustomers({ query, show, mayAdd }: NoCustomersProps) {
  if (query !== "")
    return <EmptyState title={texts.noneFound(query)}>{texts.noneFoundHint}</EmptyState>;
  if (show === "inactive")
    return (
      <EmptyState
        title={texts.noneHere}
        action={<LinkButton to={paths.customers}>{texts.showActive}</LinkButton>}
      />
    );
  return (
    <EmptyState
      title={texts.emptyTitle}
      action={
        mayAdd ? (
          <LinkButton to={paths.customers} search={{ sheet: "new" }} icon="plus">
            {texts.add}
          </LinkButton>
        ) : null
      }
    >
      {texts.empty}
    </EmptyState>
  );
}
