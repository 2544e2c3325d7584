import type { Location } from "@daybook/contract/locations";
import { placesInside } from "@daybook/contract/places-inside";
import type { StockSummaryRow } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { reportTexts } from "../../texts/en/reports.ts";
import { LocationFilter } from "./location-filter.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { StockReportSearch } from "./report-searches.ts";
import { StockMatrix } from "./stock-matrix.tsx";

const texts = reportTexts.stock;
const ALL = "all";

/** Stock: a row per product, a column per location. */
export function StockReportPage() {
  const [search, change] = useAddress("/shell/reports/stock");
  const [typed, type] = useAddressText(search.q, (q) => change({ q }));
  const categories = trpc.categories.list.useQuery({ active: "active" });
  const names = Object.fromEntries(
    (categories.data?.items ?? []).map(({ id, path }) => [id, path.join(" › ")]),
  );
  return (
    <ReportFrame title={texts.title} lead={texts.lead}>
      <FilterBar>
        <SearchBox
          label={texts.search}
          clearLabel={reportTexts.clear}
          value={typed}
          onChange={type}
        />
        <FilterSelect
          label={texts.category}
          value={search.category ?? ALL}
          choices={{ [ALL]: texts.everyCategory, ...names }}
          onChange={(category) => change({ category: category === ALL ? undefined : category })}
        />
        <LocationFilter
          of="keeping"
          value={search.location}
          onChange={(location) => change({ location })}
        />
      </FilterBar>
      <StockRows search={search} />
    </ReportFrame>
  );
}

function StockRows({ search }: { readonly search: StockReportSearch }) {
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const filter = {
    search: search.q,
    categoryId: search.category,
    locationId: search.location,
  };
  const list = useListPages("reports.stockSummary", filter);
  const all = locations.data?.items ?? [];
  return (
    <PagedRows list={list} beside={locations} empty={<NoStock search={search} />}>
      {(rows) => (
        <>
          <ExportLinks path="/api/reports/stock-summary" filter={filter} print list={list} />
          <StockMatrix rows={rows} places={placesShown(all, rows, search.location)} />
        </>
      )}
    </PagedRows>
  );
}

/** Active locations, and others with remaining stock; for one location, also those inside it. */
function placesShown(
  locations: readonly Location[],
  rows: readonly StockSummaryRow[],
  only: string | undefined,
): readonly Location[] {
  const holding = new Set(rows.flatMap(({ stock }) => stock.map(({ location }) => location.id)));
  const wanted = only === undefined ? locations : placesInside<string, Location>(locations, only);
  return wanted.filter(({ id, active }) => id === only || active || holding.has(id));
}

function NoStock({ search }: { readonly search: StockReportSearch }) {
  const narrowed = Object.values(search).some((value) => value !== undefined);
  if (narrowed)
    return <NoMatches title={texts.noneFound} to={paths.stockReport} showAll={texts.showAll} />;
  return (
    <EmptyState
      title={texts.empty}
      action={
        <LinkButton to={paths.receive} kind="primary">
          {texts.receive}
        </LinkButton>
      }
    >
      {texts.emptyHint}
    </EmptyState>
  );
}
