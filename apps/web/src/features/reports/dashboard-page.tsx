import { Link } from "@tanstack/react-router";
import type { Dashboard } from "@daybook/contract/reports";
import { BarChart } from "../../components/bar-chart.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import { dayBars, hourBars } from "./dashboard-bars.ts";
import { dashboardLinks } from "./dashboard-links.ts";
import type { DashboardLinks } from "./dashboard-links.ts";
import { GettingStarted } from "./getting-started.tsx";
import { LocationFilter } from "./location-filter.tsx";
import { NeedsAttention } from "./needs-attention.tsx";

/** Is today normal? Six figures, what sold when, and what sells best; all of it live. */
export function DashboardPage() {
  const [{ location }, change] = useAddress("/shell/dashboard");
  const query = trpc.reports.dashboard.useQuery(
    { locationId: location },
    { placeholderData: (before) => before },
  );
  const formats = useFormats();
  const data = query.data;
  if (data === undefined)
    return (
      <Page title={texts.title}>
        <NotLoaded query={query} lines={8} />
      </Page>
    );
  const links = dashboardLinks(data, location);
  return (
    <Page
      title={texts.title}
      lead={texts.lead(formats.longDay(data.day))}
      action={
        <LocationFilter
          of="selling"
          value={location}
          onChange={(next) => change({ location: next })}
        />
      }
    >
      <SixFigures data={data} links={links} formats={formats} />
      <Section title={texts.countsTitle}>
        <Counts data={data} links={links} formats={formats} />
      </Section>
      <NeedsAttention />
      <GettingStarted counts={data.counts} />
      {data.counts.sales === 0 ? null : <Charts data={data} links={links} formats={formats} />}
    </Page>
  );
}

interface PartProps {
  readonly data: Dashboard;
  readonly links: DashboardLinks;
  readonly formats: Formats;
}

function SixFigures({ data, links, formats }: PartProps) {
  const { today, usual, stockValueMinor } = data;
  const weekday = formats.weekday(data.day);
  const money = (amount: number | null) => (amount === null ? texts.notYet : formats.money(amount));
  const usually =
    usual.weeks === 0 ? texts.noUsual : texts.usually(formats.money(usual.takingsMinor), weekday);
  const usualReceipts =
    usual.weeks === 0 ? texts.noUsual : texts.usually(formats.count(usual.receipts), weekday);
  return (
    <Figures label={texts.today}>
      <Figure
        label={texts.sales}
        text={formats.money(today.takingsMinor)}
        negative={today.takingsMinor < 0}
        compare={usually}
        link={links.takings}
      />
      <Figure
        label={texts.profit}
        text={formats.money(today.profitMinor)}
        negative={today.profitMinor < 0}
        compare={texts.profitOf}
        link={links.profit}
      />
      <Figure
        label={texts.margin}
        text={today.marginPpm === null ? texts.notYet : formats.percent(today.marginPpm)}
        negative={(today.marginPpm ?? 0) < 0}
        compare={texts.marginOf}
        link={links.profit}
      />
      <Figure
        label={texts.receipts}
        text={formats.count(today.receipts)}
        compare={usualReceipts}
        link={links.receipts}
      />
      <Figure
        label={texts.averageReceipt}
        text={money(today.averageReceiptMinor)}
        negative={(today.averageReceiptMinor ?? 0) < 0}
        compare={texts.averageOf}
        link={links.takings}
      />
      <Figure
        label={texts.stockValue}
        text={formats.money(stockValueMinor)}
        compare={texts.atCost}
        link={links.stockValue}
      />
    </Figures>
  );
}

function Counts({ data: { counts }, links, formats }: PartProps) {
  return (
    <Figures label={texts.countsTitle}>
      <Figure
        small
        label={texts.products}
        text={formats.count(counts.products)}
        link={links.products}
      />
      <Figure
        small
        label={texts.customers}
        text={formats.count(counts.customers)}
        link={links.customers}
      />
      <Figure
        small
        label={texts.allSales}
        text={formats.count(counts.sales)}
        link={links.allSales}
      />
      <Figure
        small
        label={texts.lowStock}
        text={formats.count(counts.lowStock)}
        link={links.lowStock}
      />
    </Figures>
  );
}

function Charts({ data, links, formats }: PartProps) {
  const hours = hourBars(data.byHour, formats);
  const days = dayBars(data.lastDays, formats, links.day);
  const since = formats.shortDay(data.topProductsFrom);
  const titles = { value: texts.sales, note: texts.receipts };
  return (
    <>
      <Section title={texts.byHour}>
        {data.byHour.some(({ receipts }) => receipts > 0) ? (
          <BarChart
            label={texts.byHourLabel}
            bars={hours}
            titles={{ name: texts.hour, ...titles }}
            texts={texts.chart}
            labelEvery={2}
          />
        ) : (
          <EmptyState title={texts.noSalesToday} />
        )}
      </Section>
      <Section title={texts.lastDays}>
        <BarChart
          label={texts.lastDaysLabel}
          bars={days}
          titles={{ name: texts.day, ...titles }}
          texts={texts.chart}
          // A week apart, so that neighbours do not touch on a phone.
          labelEvery={7}
        />
      </Section>
      <Section title={texts.topProducts(since)}>
        {data.topProducts.length === 0 ? (
          <EmptyState title={texts.noTop(since)} />
        ) : (
          <TopProducts data={data} links={links} formats={formats} />
        )}
      </Section>
    </>
  );
}

function TopProducts({ data, links, formats }: PartProps) {
  return (
    <DataTable
      label={texts.topProducts(formats.shortDay(data.topProductsFrom))}
      rows={data.topProducts}
      rowKey={({ product }) => product.id}
      columns={[
        productColumn(texts.product),
        skuColumn(texts.sku),
        {
          key: "units",
          title: texts.units,
          figure: true,
          cell: ({ product, unitsMilli }) => (
            <Link {...links.soldOf(product.id)} aria-label={texts.salesOf(product.name)}>
              <LiveValue text={formats.quantity(unitsMilli)} />
            </Link>
          ),
          named: true,
        },
        {
          key: "profit",
          title: texts.profit,
          figure: true,
          phone: "hidden",
          cell: ({ profitMinor }) => (
            <LiveValue text={formats.money(profitMinor)} negative={profitMinor < 0} />
          ),
        },
        {
          key: "net",
          title: texts.revenue,
          figure: true,
          phone: "number",
          cell: ({ netMinor }) => <LiveValue text={formats.money(netMinor)} />,
        },
      ]}
    />
  );
}
