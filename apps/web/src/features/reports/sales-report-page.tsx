import { paths } from "../../lib/paths.ts";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import { useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { daysBefore } from "../../lib/day-presets.ts";
import type { Days } from "../../lib/day-presets.ts";
import { reportTexts } from "../../texts/en/reports.ts";
import { LocationFilter } from "./location-filter.tsx";
import { PastFilter } from "./past-filter.tsx";
import { reportDays } from "./report-days.ts";
import { ReportFrame } from "./report-frame.tsx";
import type { SalesReportSearch } from "./report-searches.ts";
import { SalesByDay } from "./sales-by-day.tsx";
import { SalesByProduct } from "./sales-by-product.tsx";
import { SalesByTax } from "./sales-by-tax.tsx";
import { SalesReportFigures } from "./sales-report-figures.tsx";

const texts = reportTexts.sales;

/** Sales of a period, by day, by product or by tax rate, compared with the preceding period. */
export function SalesReportPage() {
  const [search, change] = useAddress("/shell/reports/sales");
  const today = useToday();
  const days = reportDays(search, today);
  return (
    <ReportFrame title={texts.title} lead={texts.lead}>
      <FilterBar>
        <DateRangeFilter value={days} onChange={change} today={today} open={false} />
        <LocationFilter
          of="selling"
          value={search.location}
          onChange={(location) => change({ location })}
        />
        <FilterSelect
          label={texts.compare}
          value={search.compare ?? "none"}
          choices={texts.compares}
          onChange={(compare) => change({ compare: compare === "none" ? undefined : compare })}
        />
        <PastFilter
          value={search.past ?? "with"}
          onChange={(past) => change({ past: past === "with" ? undefined : past })}
        />
      </FilterBar>
      <LinkTabs
        label={texts.views}
        tabs={[
          { to: paths.salesReport, search: { ...search, by: undefined }, label: texts.days },
          { to: paths.salesReport, search: { ...search, by: "product" }, label: texts.products },
          { to: paths.salesReport, search: { ...search, by: "tax" }, label: texts.taxes },
        ]}
      />
      <Report search={search} days={days} onChange={change} />
    </ReportFrame>
  );
}

interface ReportProps {
  readonly search: SalesReportSearch;
  readonly days: Days;
  readonly onChange: (next: SalesReportSearch) => void;
}

function Report({ search, days, onChange }: ReportProps) {
  const place = { locationId: search.location, pastSales: search.past ?? "with" } as const;
  const query = trpc.reports.salesByDay.useQuery(
    { ...days, ...place },
    { placeholderData: (before) => before },
  );
  const before = trpc.reports.salesByDay.useQuery(
    { ...daysBefore(days), ...place },
    { enabled: search.compare === "before" },
  );
  return (
    <Loaded query={query} data={query.data} lines={8}>
      {(report) => (
        <>
          <SalesReportFigures
            total={report.total}
            before={search.compare === "before" ? before.data?.total : undefined}
            link={{ ...days, location: search.location }}
          />
          {report.items.length === 0 ? (
            <EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>
          ) : search.by === "product" ? (
            <SalesByProduct
              days={days}
              location={search.location}
              past={place.pastSales}
              sort={search.sort ?? "revenue"}
              total={report.total}
              onSort={(sort) => onChange({ sort: sort === "revenue" ? undefined : sort })}
            />
          ) : search.by === "tax" ? (
            <SalesByTax days={days} location={search.location} />
          ) : (
            <SalesByDay
              report={report}
              days={days}
              location={search.location}
              past={place.pastSales}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
