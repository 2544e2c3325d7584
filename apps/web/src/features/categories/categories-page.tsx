import { Link } from "@tanstack/react-router";
import type { Category } from "@daybook/contract/categories";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Pill } from "../../components/pill.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { categoryTexts as texts } from "../../texts/en/categories.ts";
import classes from "./categories-page.module.css";
import type { CategoriesSearch } from "./category-searches.ts";
import { EditCategorySheet, NewCategorySheet } from "./category-sheets.tsx";

/** The category tree, children below their parents. */
export function CategoriesPage() {
  const [search, change] = useAddress("/shell/categories");
  const mayChange = useAllowed("products.write");
  const list = trpc.categories.list.useQuery({ active: search.show ?? "active" });
  const active = trpc.categories.list.useQuery({}).data?.items ?? [];
  return (
    <ListPage
      path={paths.categories}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={list}
      rows={list.data?.items}
      columns={useColumns(mayChange, search)}
      newSheet={(close) => <NewCategorySheet around={active} onClose={close} />}
      editSheet={(category, close) => (
        <EditCategorySheet category={category} around={active} onClose={close} />
      )}
    />
  );
}

function useColumns(mayChange: boolean, search: CategoriesSearch): readonly Column<Category>[] {
  const formats = useFormats();
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
      named: true,
      cell: ({ products }) => <LiveValue text={formats.count(products)} />,
    },
    {
      key: "state",
      title: texts.state,
      cell: ({ active }) => (
        <Pill tone={active ? "normal" : "plain"}>{active ? texts.active : texts.inactive}</Pill>
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
                <StateMenu row={row} texts={texts} of={trpc.categories} />
              </RowActions>
            ),
          },
        ]
      : []),
  ];
}
