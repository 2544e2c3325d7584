import { Link, useNavigate } from "@tanstack/react-router";
import type { Supplier } from "@daybook/contract/suppliers";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { contactColumns } from "../../components/contact-columns.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenuLink } from "../../components/row-menu.tsx";
import { StateSelectionBar } from "../../components/state-selection-bar.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import type { RowSelection } from "../../components/use-row-selection.ts";
import { supplierTexts as texts } from "../../texts/en/suppliers.ts";
import { NewSupplierSheet } from "./supplier-sheet.tsx";

/** The list of suppliers. */
export function SuppliersPage() {
  const [search, change] = useAddress("/shell/suppliers");
  const navigate = useNavigate();
  const mayChange = useAllowed("suppliers.write");
  const { q: query = "", show = "active" } = search;
  const [typed, type] = useAddressText(search.q, (q) => change({ q }));
  const list = useListPages("suppliers.list", { search: query, active: show });
  return (
    <ListPage
      path={paths.suppliers}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      finder={{ typed, type, query }}
      query={list}
      rows={list.rows}
      columns={useColumns(mayChange)}
      above={() => <ExportLinks path="/api/suppliers" filter={{ search: query, active: show }} />}
      below={<MoreRows list={list} />}
      many={(selection) => <ChosenSuppliers selection={selection} />}
      newSheet={(close) => (
        <NewSupplierSheet
          onClose={close}
          onSaved={({ id }) => void navigate({ to: paths.supplier, params: { id } })}
        />
      )}
    />
  );
}

function ChosenSuppliers({ selection }: { readonly selection: RowSelection<Supplier> }) {
  const update = trpc.suppliers.updateMany.useMutation();
  return (
    <StateSelectionBar
      selection={selection}
      list="suppliers"
      texts={texts}
      update={async (key, rows, active) => {
        const input = { key, suppliers: [...rows], set: { active } };
        return (await update.mutateAsync(input)).suppliers;
      }}
    />
  );
}

function useColumns(mayChange: boolean): readonly Column<Supplier>[] {
  const formats = useFormats();
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
    ...contactColumns(texts),
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
            <StateMenu row={row} texts={texts} of={trpc.suppliers}>
              <RowMenuLink to={paths.supplier} params={{ id: row.id }} search={{ sheet: "edit" }}>
                {texts.change}
              </RowMenuLink>
            </StateMenu>
          ) : null}
        </RowActions>
      ),
    },
  ];
}
