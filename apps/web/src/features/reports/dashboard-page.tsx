import { Link } from "@tanstack/react-router";
import type { Dashboard } from "@daybook/contract/reports";
import { paths } from "../../app/paths.ts";
import { BarChart } from "../../components/bar-chart.tsx";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import { dayBars, hourBars } from "./dashboard-bars.ts";

/** Is today normal? Six figures, what sold when, and what sells best; all of it live. */
export function DashboardPage() {
  const query = trpc.reports.dashboard.useQuery({});
  const formats = useFormats();
  const data = query.data;
  if (data === undefined)
    return (
      <Page title={texts.title}>
        {query.isError ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading lines={8} />
        )}
      </Page>
    );
  return (
    <Page title={texts.title} lead={formats.longDay(data.day)}>
      <SixFigures data={data} formats={formats} />
      <Section title={texts.countsTitle}>
        <Counts counts={data.counts} formats={formats} />
      </Section>
      {data.counts.sales === 0 ? <Begin products={data.counts.products} /> : <Charts data={data} />}
    </Page>
  );
}

interface PartProps {
  readonly data: Dashboard;
  readonly formats: Formats;
}

function SixFigures({ data, formats }: PartProps) {
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
      />
      <Figure
        label={texts.profit}
        text={formats.money(today.profitMinor)}
        negative={today.profitMinor < 0}
        compare={texts.profitOf}
      />
      <Figure
        label={texts.margin}
        text={today.marginPpm === null ? texts.notYet : formats.percent(today.marginPpm)}
        negative={(today.marginPpm ?? 0) < 0}
        compare={texts.marginOf}
      />
      <Figure label={texts.receipts} text={formats.count(today.receipts)} compare={usualReceipts} />
      <Figure
        label={texts.averageReceipt}
        text={money(today.averageReceiptMinor)}
        compare={texts.averageOf}
      />
      <Figure
        label={texts.stockValue}
        text={formats.money(stockValueMinor)}
        compare={texts.atCost}
      />
    </Figures>
  );
}

function Counts({
  counts,
  formats,
}: {
  readonly counts: Dashboard["counts"];
  readonly formats: Formats;
}) {
  return (
    <Figures label={texts.countsTitle}>
      <Figure
        small
        label={texts.products}
        text={formats.count(counts.products)}
        compare={<Link to={paths.products}>{texts.seeProducts}</Link>}
      />
      <Figure small label={texts.customers} text={formats.count(counts.customers)} />
      <Figure small label={texts.allSales} text={formats.count(counts.sales)} />
      <Figure small label={texts.lowStock} text={formats.count(counts.lowStock)} />
    </Figures>
  );
}

function Begin({ products }: { readonly products: number }) {
  return (
    <Section title={texts.beginTitle}>
      <EmptyState
        title={products === 0 ? texts.noProducts : texts.noSales}
        action={
          <LinkButton
            to={paths.products}
            {...(products === 0 ? { search: { sheet: "new" }, icon: "plus" } : {})}
            kind="primary"
          >
            {products === 0 ? texts.addProduct : texts.toProducts}
          </LinkButton>
        }
      >
        {texts.beginLead}
      </EmptyState>
    </Section>
  );
}

function Charts({ data }: { readonly data: Dashboard }) {
  const formats = useFormats();
  const hours = hourBars(data.byHour, formats);
  const days = dayBars(data.lastDays, formats);
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
          labelEvery={5}
        />
      </Section>
      <Section title={texts.topProducts(since)}>
        {data.topProducts.length === 0 ? (
          <EmptyState title={texts.noTop(since)} />
        ) : (
          <TopProducts data={data} formats={formats} />
        )}
      </Section>
    </>
  );
}

function TopProducts({ data, formats }: PartProps) {
  return (
    <DataTable
      label={texts.topProducts(formats.shortDay(data.topProductsFrom))}
      rows={data.topProducts}
      rowKey={({ product }) => product.id}
      columns={[
        {
          key: "name",
          title: texts.product,
          phone: "name",
          cell: ({ product }) => (
            <Link to={paths.product} params={{ id: product.id }}>
              {product.name}
            </Link>
          ),
        },
        {
          key: "sku",
          title: texts.sku,
          cell: ({ product }) => <span className="code">{product.sku}</span>,
        },
        {
          key: "units",
          title: texts.units,
          figure: true,
          cell: ({ unitsMilli }) => <LiveValue text={formats.quantity(unitsMilli)} />,
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
