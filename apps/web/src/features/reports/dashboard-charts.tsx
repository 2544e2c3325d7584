import type { Dashboard } from "@daybook/contract/reports";
import { Link } from "@tanstack/react-router";
import { BarChart } from "../../components/bar-chart.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import type { Formats } from "../../lib/format.ts";
import { useSeesCosts } from "../../lib/shop-context.tsx";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import { dayBars, hourBars } from "./dashboard-bars.ts";
import type { DashboardPart } from "./dashboard-figures.tsx";
import classes from "./reports.module.css";

/** Today by hour and the last days, side by side if there is room, each with the usual values as a dashed line. */
export function DashboardCharts({ data, links, formats }: DashboardPart) {
  const titles = { value: texts.sales, note: texts.receipts };
  return (
    <div className={classes.charts}>
      <Section title={texts.byHour}>
        <BarChart
          label={texts.byHourLabel}
          bars={hourBars(data, formats)}
          titles={{ name: texts.hour, ...titles }}
          texts={texts.chart}
          labelEvery={2}
        />
      </Section>
      <Section title={texts.lastDays}>
        <BarChart
          label={texts.lastDaysLabel}
          bars={dayBars(data.lastDays, formats, links.day)}
          titles={{ name: texts.day, ...titles }}
          texts={texts.chart}
          // A label per week, so labels do not overlap on a phone.
          labelEvery={7}
        />
      </Section>
    </div>
  );
}

/** Recent best sellers. */
export function BestSellers({ data, links, formats }: DashboardPart) {
  const since = formats.shortDay(data.topProductsFrom);
  return (
    <Section title={texts.topProducts(since)}>
      {data.topProducts.length === 0 ? (
        <EmptyState title={texts.noTop(since)} />
      ) : (
        <TopProducts data={data} links={links} formats={formats} />
      )}
    </Section>
  );
}

function TopProducts({ data, links, formats }: DashboardPart) {
  const seesCosts = useSeesCosts();
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
        ...(seesCosts ? [profitColumn(formats)] : []),
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

function profitColumn(formats: Formats): Column<Dashboard["topProducts"][number]> {
  return {
    key: "profit",
    title: texts.profit,
    figure: true,
    phone: "hidden",
    cell: ({ profitMinor }) =>
      profitMinor === null ? null : (
        <LiveValue text={formats.money(profitMinor)} negative={profitMinor < 0} />
      ),
  };
}
