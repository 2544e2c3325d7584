import { Link, useNavigate } from "@tanstack/react-router";
import type { CustomerRow } from "@daybook/contract/customers";
import { paths } from "../../lib/paths.ts";
import { contactColumns } from "../../components/contact-columns.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { Pill } from "../../components/pill.tsx";
import { StateSelectionBar } from "../../components/state-selection-bar.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import type { RowSelection } from "../../components/use-row-selection.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";
import { NewCustomerSheet } from "./customer-sheets.tsx";
import { useCustomers } from "./use-customers.ts";

/** The customers by name, with search as you type. */
export function CustomersPage() {
  const [search, change] = useAddress("/shell/customers");
  const navigate = useNavigate();
  const mayChange = useAllowed("customers.write");
  const formats = useFormats();
  const { show = "active" } = search;
  const [typed, type] = useAddressText(search.q, (q) => change({ q }));
  const query = typed.trim();
  const list = useCustomers(query, show);
  const { loadsOn } = list;
  const more = list.hasNextPage || loadsOn ? "+" : "";
  return (
    <ListPage
      path={paths.customers}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      mayNot={<p className="muted">{texts.addNone}</p>}
      finder={{ typed, type, query }}
      query={list}
      rows={list.rows}
      unfinished={loadsOn}
      lines={8}
      columns={show === "active" ? COLUMNS : [...COLUMNS, STATE]}
      above={({ length }) => (
        <>
          <p className="muted">{texts.count(formats.count(length) + more)}</p>
          <ExportLinks path="/api/customers" filter={{ search: query, active: show }} />
        </>
      )}
      below={
        loadsOn ? (
          <output className="muted">
            {texts.loadingRest(formats.count(list.rows?.length ?? 0))}
          </output>
        ) : (
          <MoreRows list={list} />
        )
      }
      many={(selection) => <ChosenCustomers selection={selection} />}
      newSheet={(close) => (
        <NewCustomerSheet
          onClose={close}
          onSaved={({ id }) => void navigate({ to: paths.customer, params: { id } })}
        />
      )}
    />
  );
}

function ChosenCustomers({ selection }: { readonly selection: RowSelection<CustomerRow> }) {
  const update = trpc.customers.updateMany.useMutation();
  return (
    <StateSelectionBar
      selection={selection}
      list="customers"
      texts={texts}
      update={async (key, rows, active) => {
        const input = { key, customers: [...rows], set: { active } };
        return (await update.mutateAsync(input)).customers;
      }}
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
  ...contactColumns(texts),
];

const STATE: Column<CustomerRow> = {
  key: "state",
  title: texts.state,
  cell: ({ active }) =>
    active ? <Pill tone="normal">{texts.active}</Pill> : <Pill tone="plain">{texts.inactive}</Pill>,
};
