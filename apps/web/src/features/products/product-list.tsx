import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { DataGrid } from "../../components/data-grid.tsx";
import type { GridSort } from "../../components/grid-columns.ts";
import { ExportLinks } from "../../components/export-links.tsx";
import { Loaded } from "../../components/notices.tsx";
import { SelectionBar } from "../../components/selection-bar.tsx";
import { useCatalogueReading, useCatalogueState } from "../catalogue/catalogue.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { useAddressText } from "../../lib/use-address-text.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { BulkSheet } from "./bulk-sheet.tsx";
import { NoProducts } from "./no-products.tsx";
import { useProductColumns } from "./product-columns.tsx";
import { ProductFilters } from "./product-filters.tsx";
import type { ProductsSearch } from "./product-searches.ts";
import { useCatalogueList } from "./use-catalogue-list.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { useProductSelection } from "./use-product-selection.ts";

interface ProductListProps {
  readonly search: ProductsSearch;
  readonly onChange: (next: ProductsSearch) => void;
  readonly mayChange: boolean;
}

/** Searches on every keystroke without a request: the products are in this browser. */
export function ProductList({ search, onChange, mayChange }: ProductListProps) {
  const [typed, type] = useAddressText(search.q, (q) => onChange({ q }));
  const text = typed.trim();
  // Without a search text the list has its own order; with one, the best match comes first.
  const sort = search.sort ?? (text === "" ? "name" : "best");
  const taxes = useProductTaxes();
  const [list, shown] = useCatalogueList({
    text,
    filter: search.show ?? "all",
    categoryId: search.category,
    supplierId: search.supplier,
    sort,
    descending: search.down ?? false,
    taxes: sort === "margin" ? taxes : undefined,
  });
  const state = useCatalogueState();
  const reading = useCatalogueReading();
  const isHere =
    state !== "failed" && shown.query !== null && (state === "ready" || shown.total > 0);
  const formats = useFormats();
  const columns = useProductColumns();
  const selection = useProductSelection(list, shown.total);
  const onSort = ({ key, descending }: GridSort) =>
    onChange({ sort: SORTS.find((one) => one === key), down: descending ? true : undefined });

  return (
    <>
      <ProductFilters search={search} typed={typed} type={type} sort={sort} onChange={onChange} />
      <Loaded query={reading} data={isHere ? shown.total : undefined} lines={8}>
        {(total) =>
          total === 0 ? (
            <NoProducts search={search} text={text} mayAdd={mayChange} />
          ) : (
            <>
              <ProductFile search={search} text={text} />
              <DataGrid
                name="products"
                label={texts.list}
                columns={columns}
                count={shown.total}
                rowAt={shown.rowAt}
                onWindow={list.show}
                rowKey={({ id }) => id}
                rowLabel={({ name }) => name}
                sort={{ key: sort, descending: search.down ?? false }}
                onSort={onSort}
                {...(mayChange ? { selection } : {})}
                summary={
                  <>
                    <output>{texts.found(formats.count(shown.total), shown.total)}</output>
                    {shown.waiting > 0 ? (
                      <Button onClick={() => void list.release()}>
                        {texts.waiting(shown.waiting)}
                      </Button>
                    ) : null}
                  </>
                }
              />
              {selection.ids.length > 0 ? (
                <SelectionBar
                  label={texts.chosenTitle}
                  count={texts.chosen(selection.ids.length)}
                  onClear={selection.clear}
                >
                  <LinkButton
                    to={paths.products}
                    search={{ ...search, sheet: "bulk" }}
                    kind="primary"
                    icon="edit"
                  >
                    {texts.changeChosen}
                  </LinkButton>
                </SelectionBar>
              ) : null}
            </>
          )
        }
      </Loaded>
      {search.sheet === "bulk" && selection.ids.length > 0 ? (
        <BulkSheet
          ids={selection.ids}
          onClose={() => onChange({ sheet: undefined })}
          onSaved={() => {
            selection.clear();
            onChange({ sheet: undefined });
          }}
        />
      ) : null}
    </>
  );
}

interface ProductFileProps {
  readonly search: ProductsSearch;
  readonly text: string;
}

/** The list as a file, for the filters that the server knows: the others have their reports. */
function ProductFile({ search: { show, category, supplier }, text }: ProductFileProps) {
  if (show !== undefined && show !== "inactive") return null;
  const active = show === "inactive" ? "inactive" : "active";
  const filter = { search: text, categoryId: category, supplierId: supplier, active };
  return <ExportLinks path="/api/products" filter={filter} />;
}

const SORTS = ["name", "sku", "price", "margin", "onHand", "updated"] as const;
