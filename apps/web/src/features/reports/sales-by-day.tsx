import { Link } from "@tanstack/react-router";
import type { SalesByDay as SalesByDayReport, SalesFigures } from "@daybook/contract/reports";
import type { PastSales } from "@daybook/contract/past-sales";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Section } from "../../components/page.tsx";
import type { Days } from "../../lib/day-presets.ts";
import type { Formats } from "../../lib/format.ts";
import { useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { reportTexts } from "../../texts/en/reports.ts";

const texts = reportTexts.sales;
type Day = SalesByDayReport["items"][number];

interface SalesByDayProps {
  readonly report: SalesByDayReport;
  readonly days: Days;
  readonly location: string | undefined;
  readonly past: PastSales;
}

/** The days with sales, each with a link to its receipts, and their totals. */
export function SalesByDay({ report, days, location, past }: SalesByDayProps) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  const rounded = [report.total, ...report.items].some(({ roundingMinor }) => roundingMinor !== 0);
  const hidden = new Set([...(seesCosts ? [] : ["profit"]), ...(rounded ? [] : ["rounding"])]);
  const figures = figureColumns(formats).filter(({ key }) => !hidden.has(key));
  const columns: Column<Day>[] = [
    {
      key: "day",
      title: texts.day,
      phone: "name",
      cell: ({ businessDate }) => (
        <Link to={paths.sales} search={{ from: businessDate, to: businessDate, location }}>
          {formats.longDay(businessDate)}
        </Link>
      ),
    },
    ...(report.total.pastSales === 0 ? [] : [pastColumn(formats, location)]),
    ...figures,
  ];
  const foot = Object.fromEntries(figures.map(({ key, cell }) => [key, cell(report.total)]));
  return (
    <Section title={texts.byDay}>
      <ExportLinks
        path="/api/reports/sales-by-day"
        filter={{ ...days, locationId: location, pastSales: past }}
        print
      />
      <DataTable
        label={texts.byDay}
        columns={columns}
        rows={report.items.toReversed()}
        rowKey={({ businessDate }) => businessDate}
        foot={{
          day: reportTexts.total,
          past: formats.money(report.total.pastMinor),
          ...foot,
        }}
      />
    </Section>
  );
}

/** The part of the day's sales that a former system has recorded, with a link to it. */
function pastColumn(formats: Formats, location: string | undefined): Column<Day> {
  return {
    key: "past",
    title: texts.ofPast,
    figure: true,
    named: true,
    cell: ({ businessDate, pastSales, pastMinor }) =>
      pastSales === 0 ? null : (
        <Link to={paths.pastSales} search={{ from: businessDate, to: businessDate, location }}>
          <LiveValue text={formats.money(pastMinor)} negative={pastMinor < 0} />
        </Link>
      ),
  };
}

/** The same columns for a day and for the totals. */
function figureColumns(formats: Formats): Column<SalesFigures>[] {
  const money = (amount: number | null) =>
    amount === null ? null : <LiveValue text={formats.money(amount)} negative={amount < 0} />;
  return [
    {
      key: "receipts",
      title: texts.receipts,
      figure: true,
      named: true,
      cell: ({ receipts }) => <LiveValue text={formats.count(receipts)} />,
    },
    {
      key: "returns",
      title: texts.returns,
      figure: true,
      phone: "hidden",
      cell: ({ returns }) => <LiveValue text={formats.count(returns)} />,
    },
    {
      key: "discount",
      title: texts.discount,
      figure: true,
      phone: "hidden",
      cell: ({ discountMinor }) => money(discountMinor),
    },
    {
      key: "tax",
      title: texts.tax,
      figure: true,
      phone: "hidden",
      cell: ({ taxMinor }) => money(taxMinor),
    },
    {
      key: "rounding",
      title: texts.rounding,
      figure: true,
      phone: "hidden",
      cell: ({ roundingMinor }) => money(roundingMinor),
    },
    {
      key: "revenue",
      title: texts.revenue,
      figure: true,
      named: true,
      cell: ({ revenueMinor }) => money(revenueMinor),
    },
    {
      key: "profit",
      title: texts.profit,
      figure: true,
      named: true,
      cell: ({ profitMinor }) => money(profitMinor),
    },
    {
      key: "takings",
      title: texts.takings,
      figure: true,
      phone: "number",
      named: true,
      cell: ({ takingsMinor }) => money(takingsMinor),
    },
  ];
}
