import { MovementKind } from "@daybook/contract/stock";
import { paths } from "../../lib/paths.ts";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { LinkButton } from "../../components/button.tsx";
import { Chip, Chips } from "../../components/chips.tsx";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { LedgerCheck } from "./ledger-check.tsx";
import { ledgerFilter } from "./ledger-filter.ts";
import { LedgerTable } from "./ledger-table.tsx";
import type { LedgerSearch } from "./stock-searches.ts";
import { ProductBox } from "./product-box.tsx";
import { usePlacesInside } from "./use-places-inside.ts";

/** The ledger: all movements, with filters in the address. */
export function LedgerPage() {
  const [search, change] = useAddress("/shell/ledger");
  const filter = ledgerFilter(search);
  const { list, held } = useHeldPages("movements.list", filter);
  const places = usePlacesInside(search.location);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Page title={texts.ledgerTitle} lead={texts.ledgerLead}>
      <LedgerFilters search={search} onChange={change} />
      {search.product === undefined ? null : (
        <LedgerCheck
          key={`${search.product} ${search.location}`}
          productId={search.product}
          locationId={search.location}
        />
      )}
      <PagedRows
        list={list}
        held={held}
        waiting={texts.waiting}
        empty={
          narrowed ? (
            <NoMatches title={texts.noneFit} to={paths.ledger} showAll={texts.showEverything} />
          ) : (
            <EmptyState
              title={texts.noneEver}
              action={
                <LinkButton to={paths.receive} kind="primary" icon="receive">
                  {texts.receiveTitle}
                </LinkButton>
              }
            />
          )
        }
      >
        {(rows) => (
          <>
            <ExportLinks path="/api/movements" filter={filter} />
            <LedgerTable rows={rows} ofProduct={search.product !== undefined} places={places} />
          </>
        )}
      </PagedRows>
    </Page>
  );
}

interface LedgerFiltersProps {
  readonly search: LedgerSearch;
  readonly onChange: (next: LedgerSearch) => void;
}

function LedgerFilters({ search, onChange }: LedgerFiltersProps) {
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const [product] = useCatalogueProducts(search.product === undefined ? [] : [search.product]);
  const today = useToday();
  const places = (locations.data?.items ?? []).map(({ id, path }) => [id, path.join(" / ")]);
  const kind = MovementKind.safeParse(search.kind).data;
  return (
    <>
      <FilterBar>
        <ProductBox
          label={texts.onlyProduct}
          anything
          onPick={({ id }) => onChange({ product: id })}
        />
        <FilterSelect
          label={texts.place}
          value={search.location ?? ""}
          choices={{ "": texts.allPlaces, ...Object.fromEntries(places) }}
          onChange={(id) =>
            onChange({ location: locations.data?.items.find((one) => one.id === id)?.id })
          }
        />
        <FilterSelect
          label={texts.kind}
          value={kind ?? ""}
          choices={{ "": texts.allKinds, ...texts.kinds }}
          onChange={(next) => onChange({ kind: next === "" ? undefined : next })}
        />
        <DateRangeFilter
          value={{ from: search.from, to: search.to }}
          today={today}
          onChange={({ from, to }) => onChange({ from, to })}
        />
      </FilterBar>
      {search.product === undefined ? null : (
        <Chips label={texts.onlyProduct}>
          <Chip removeLabel={texts.removeProduct} onRemove={() => onChange({ product: undefined })}>
            {texts.ofProduct(product?.name ?? texts.product)}
          </Chip>
        </Chips>
      )}
    </>
  );
}
