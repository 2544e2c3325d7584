import { Chip, Chips } from "../../components/chips.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { FilterChips } from "../../components/filter-chips.tsx";
import { useSeesCosts } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import type { ProductsSearch } from "./product-searches.ts";

interface ProductFiltersProps {
  readonly search: ProductsSearch;
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly sort: NonNullable<ProductsSearch["sort"]>;
  readonly onChange: (next: ProductsSearch) => void;
}

/** The filters of the list, stored in the address. */
export function ProductFilters({ search, typed, type, sort, onChange }: ProductFiltersProps) {
  const list = trpc.categories.list.useQuery({});
  const categories = list.data?.items ?? [];
  const seesCosts = useSeesCosts();
  const supplierId = search.supplier ?? "";
  const supplier = trpc.suppliers.get.useQuery({ id: supplierId }, { enabled: supplierId !== "" });
  return (
    <>
      <FilterBar>
        <SearchBox label={texts.search} clearLabel={texts.clear} value={typed} onChange={type} />
        {/* Reserves its place until it is known whether there are any. */}
        {list.isLoading || categories.length > 0 ? (
          <FilterSelect
            label={texts.category}
            value={search.category ?? ""}
            choices={{
              "": texts.anyCategory,
              ...Object.fromEntries(categories.map(({ id, path }) => [id, path.join(" / ")])),
            }}
            onChange={(id) => onChange({ category: id === "" ? undefined : id })}
          />
        ) : null}
        <FilterSelect
          label={texts.sortBy}
          value={sort}
          choices={texts.sorts}
          except={seesCosts ? null : "margin"}
          onChange={(next) =>
            onChange({ sort: next, down: LARGEST_FIRST.has(next) ? true : undefined })
          }
        />
        <FilterChips
          label={texts.show}
          value={search.show ?? "all"}
          choices={texts.shows}
          except={seesCosts ? null : "no_cost"}
          onChange={(next) => onChange({ show: next === "all" ? undefined : next })}
        />
      </FilterBar>
      {supplierId === "" ? null : (
        <Chips label={texts.narrowed}>
          <Chip removeLabel={texts.anySupplier} onRemove={() => onChange({ supplier: undefined })}>
            {texts.fromSupplier(supplier.data?.name ?? "…")}
          </Chip>
        </Chips>
      )}
    </>
  );
}

const LARGEST_FIRST: ReadonlySet<string> = new Set(["price", "onHand", "updated"]);
