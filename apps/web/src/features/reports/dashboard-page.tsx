import { Page, LoadingPage } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import { BestSellers, DashboardCharts } from "./dashboard-charts.tsx";
import { Counts, DayFigures } from "./dashboard-figures.tsx";
import { dashboardLinks } from "./dashboard-links.ts";
import { GettingStarted } from "./getting-started.tsx";
import { LocationFilter } from "./location-filter.tsx";
import { NeedsAttention } from "./needs-attention.tsx";

/** The dashboard: today compared with a usual day, sales by hour and day, best sellers; all of it live. */
export function DashboardPage() {
  const [{ location }, change] = useAddress("/shell/dashboard");
  const query = trpc.reports.dashboard.useQuery(
    { locationId: location },
    { placeholderData: (before) => before },
  );
  // The filter is above the figures, so they do not shift when it appears.
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const formats = useFormats();
  const data = query.data;
  if (data === undefined || locations.isLoading)
    return <LoadingPage title={texts.title} query={query} shape="figures" lines={6} />;
  const parts = { data, links: dashboardLinks(data, location), formats };
  return (
    <Page
      query={query}
      title={texts.title}
      lead={<>{formats.longDay(data.day)}</>}
      action={
        <LocationFilter
          of="selling"
          value={location}
          onChange={(next) => change({ location: next })}
        />
      }
    >
      <GettingStarted counts={data.counts} />
      {data.counts.sales === 0 ? null : <DayFigures {...parts} />}
      <Counts {...parts} />
      {data.counts.sales === 0 ? null : <DashboardCharts {...parts} />}
      <NeedsAttention />
      {data.counts.sales === 0 ? null : <BestSellers {...parts} />}
    </Page>
  );
}
