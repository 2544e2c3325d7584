import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { ProductRow } from "@daybook/contract/products";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useHeldRows } from "../../lib/use-held-rows.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { NewProductSheet } from "./new-product-sheet.tsx";
import type { ProductsSearch } from "./product-searches.ts";
import { ProductTable } from "./product-table.tsx";
import { useProductPages } from "./use-product-pages.ts";

const TYPING_PAUSE_MS = 120;

/** The shelves: every product with its price and what is on hand, live. */
export function ProductsPage() {
  const search = useSearch({ from: "/shell/products" });
  const navigate = useNavigate({ from: paths.products });
  const mayAdd = useAllowed("products.write");
  const change = (next: ProductsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Page
      title={texts.title}
      action={
        mayAdd ? (
          <LinkButton
            to={paths.products}
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
      <ProductList search={search} onChange={change} mayAdd={mayAdd} />
      {search.sheet === "new" ? (
        <NewProductSheet
          onClose={() => change({ sheet: undefined })}
          onSaved={({ id }) => void navigate({ to: paths.product, params: { id } })}
        />
      ) : null}
    </Page>
  );
}

interface ProductListProps {
  readonly search: ProductsSearch;
  readonly onChange: (next: ProductsSearch) => void;
  readonly mayAdd: boolean;
}

function ProductList({ search, onChange, mayAdd }: ProductListProps) {
  const [typed, setTyped] = useState(search.q ?? "");
  const query = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  useEffect(() => {
    if (query !== (search.q ?? "")) onChange({ q: query === "" ? undefined : query });
    // Only what was typed moves the address; the address moving back must not be undone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [query]);

  const sort = search.sort ?? "name";
  const show = search.show ?? "active";
  const list = useProductPages({ search: query, sort, active: show });
  const held = useHeldRows<ProductRow>({
    fresh: list.data?.pages.flatMap((page) => page.items),
    view: JSON.stringify([query, sort, show, list.data?.pages.length]),
    settled: !list.isFetching && !list.isPlaceholderData,
    idOf: (row) => row.id,
  });

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
          label={texts.sortBy}
          value={sort}
          choices={texts.sorts}
          onChange={(next) => onChange({ sort: next === "name" ? undefined : next })}
        />
        <FilterSelect
          label={texts.show}
          value={show}
          choices={texts.shows}
          onChange={(next) => onChange({ show: next === "active" ? undefined : next })}
        />
      </FilterBar>
      {list.isError ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : held === undefined ? (
        <Loading lines={8} />
      ) : held.rows.length === 0 ? (
        <NoProducts query={query} show={show} mayAdd={mayAdd} />
      ) : (
        <>
          {held.waiting > 0 ? (
            <Button onClick={held.release}>{texts.waiting(held.waiting)}</Button>
          ) : null}
          <ProductTable rows={held.rows} sort={sort} />
          {list.hasNextPage ? (
            <Button
              wide
              pending={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {texts.more}
            </Button>
          ) : null}
        </>
      )}
    </>
  );
}

function NoProducts({
  query,
  show,
  mayAdd,
}: {
  readonly query: string;
  readonly show: "active" | "inactive" | "all";
  readonly mayAdd: boolean;
}) {
  if (query !== "")
    return <EmptyState title={texts.noneFound(query)}>{texts.noneFoundHint}</EmptyState>;
  if (show === "inactive") return <EmptyState title={texts.noneHere} />;
  return (
    <EmptyState
      title={texts.emptyTitle}
      action={
        mayAdd ? (
          <LinkButton to={paths.products} search={{ sheet: "new" }} icon="plus">
            {texts.add}
          </LinkButton>
        ) : null
      }
    >
      {texts.empty}
    </EmptyState>
  );
}
