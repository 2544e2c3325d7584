import { DateRangeFilter } from "../../components/date-range.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, SearchBox } from "../../components/filter-bar.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { paths } from "../../lib/paths.ts";
import { useToday } from "../../lib/shop-context.tsx";
import { useAddress } from "../../lib/use-address.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { pastSaleTexts as texts } from "../../texts/en/past-sales.ts";
import { PastSaleTable } from "./past-sale-table.tsx";

/** The sales of a former system, newest first. */
export function PastSalesPage() {
  const [search, change] = useAddress("/shell/past-sales");
  const today = useToday();
  const [typed, type] = useAddressText(search.q, (q) => change({ q }));
  const { q = "", from, to } = search;
  const filter = {
    search: q,
    from,
    to,
    locationId: search.location,
    customerId: search.customer,
    productId: search.product,
    code: search.code,
    importId: search.import,
  };
  const list = useListPages("pastSales.list", filter);
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== "");
  return (
    <Page title={texts.title} lead={texts.lead}>
      <FilterBar>
        <SearchBox label={texts.search} clearLabel={texts.clear} value={typed} onChange={type} />
        <DateRangeFilter value={{ from, to }} onChange={change} today={today} />
      </FilterBar>
      <PagedRows
        list={list}
        empty={
          isFiltered ? (
            <NoMatches title={texts.noneFound} to={paths.pastSales} showAll={texts.showAll} />
          ) : (
            <EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>
          )
        }
      >
        {(rows) => (
          <>
            <ExportLinks path="/api/past-sales" filter={filter} />
            <PastSaleTable label={texts.list} rows={rows} />
          </>
        )}
      </PagedRows>
    </Page>
  );
}
