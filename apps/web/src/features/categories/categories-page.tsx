import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Category } from "@daybook/contract/categories";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { Pill } from "../../components/pill.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { categoryTexts as texts } from "../../texts/en/categories.ts";
import classes from "./categories-page.module.css";
import type { CategoriesSearch } from "./category-searches.ts";
import { EditCategorySheet, NewCategorySheet } from "./category-sheets.tsx";

/** The category tree, each one below the one it lies in. */
export function CategoriesPage() {
  const search = useSearch({ from: "/shell/categories" });
  const navigate = useNavigate({ from: paths.categories });
  const mayChange = useAllowed("products.write");
  const show = search.show ?? "active";
  const list = trpc.categories.list.useQuery({ active: show });
  const active = trpc.categories.list.useQuery({}).data?.items ?? [];
  const change = (next: CategoriesSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const close = () => change({ sheet: undefined });
  const columns = useColumns(mayChange, search);
  const changing = list.data?.items.find(({ id }) => id === search.sheet);
  useShortcuts([
    { keys: "n", label: texts.add, run: () => change({ sheet: "new" }), when: mayChange },
  ]);
  const add = (
    <LinkButton
      to={paths.categories}
      search={{ ...search, sheet: "new" }}
      kind="primary"
      icon="plus"
    >
      {texts.add}
    </LinkButton>
  );
  return (
    <Page title={texts.title} lead={texts.lead} action={mayChange ? add : undefined}>
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
        empty={<NoCategories show={show} add={mayChange ? add : null} />}
      >
        {(rows) => (
          <DataTable label={texts.list} rows={rows} rowKey={({ id }) => id} columns={columns} />
        )}
      </Loaded>
      {search.sheet === "new" && mayChange ? (
        <NewCategorySheet around={active} onClose={close} />
      ) : null}
      {changing !== undefined && mayChange ? (
        <EditCategorySheet key={changing.id} category={changing} around={active} onClose={close} />
      ) : null}
    </Page>
  );
}

interface NoCategoriesProps {
  readonly show: "active" | "inactive" | "all";
  /** The way to the first one, for who may add it. */
  readonly add: ReactNode;
}

function NoCategories({ show, add }: NoCategoriesProps) {
  if (show === "inactive")
    return (
      <EmptyState
        title={texts.noneHere}
        action={<LinkButton to={paths.categories}>{texts.showActive}</LinkButton>}
      />
    );
  return (
    <EmptyState title={texts.emptyTitle} action={add}>
      {texts.empty}
    </EmptyState>
  );
}

function useColumns(mayChange: boolean, search: CategoriesSearch): readonly Column<Category>[] {
  const formats = useFormats();
  const deactivate = trpc.categories.deactivate.useMutation();
  const reactivate = trpc.categories.reactivate.useMutation();
  return [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      cell: ({ id, name, path }) => (
        <span
          className={classes.branch}
          // The tree is at most eight levels deep.
          style={{ paddingInlineStart: `${(path.length - 1) * 20}px` }}
        >
          <Link to={paths.products} search={{ category: id }}>
            {name}
          </Link>
          {path.length > 1 ? (
            <span className={classes.path}>{path.slice(0, -1).join(" / ")}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: "products",
      title: texts.products,
      figure: true,
      phone: "number",
      cell: ({ products }) => <LiveValue text={formats.count(products)} />,
    },
    {
      key: "state",
      title: texts.state,
      cell: ({ active }) => (
        <Pill tone={active ? "good" : "plain"}>{active ? texts.active : texts.inactive}</Pill>
      ),
    },
    ...(mayChange
      ? [
          {
            key: "actions",
            title: texts.actions,
            cell: (row: Category) => (
              <RowActions>
                <LinkButton to={paths.categories} search={{ ...search, sheet: row.id }} icon="edit">
                  {texts.change}
                </LinkButton>
                <StateButton
                  row={row}
                  texts={texts}
                  deactivate={(input) => deactivate.mutateAsync(input)}
                  reactivate={(input) => reactivate.mutateAsync(input)}
                />
              </RowActions>
            ),
          },
        ]
      : []),
  ];
}
