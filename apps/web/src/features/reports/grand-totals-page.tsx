import type { GetGrandTotals, GrandTotalsRow } from "@daybook/contract/reports";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import type { Formats } from "../../lib/format.ts";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { reportTexts } from "../../texts/en/reports.ts";
import { ReportFrame } from "./report-frame.tsx";

const texts = reportTexts.grandTotals;

/** The totals of the shop and its tills that only grow: for ever, by year or by month. */
export function GrandTotalsPage() {
  const [{ by = "ever" }] = useAddress("/shell/reports/grand-totals");
  return (
    <ReportFrame title={texts.title} lead={texts.lead}>
      <LinkTabs
        label={texts.views}
        tabs={[
          { to: paths.grandTotals, search: { by: undefined }, label: texts.ever },
          { to: paths.grandTotals, search: { by: "year" }, label: texts.year },
          { to: paths.grandTotals, search: { by: "month" }, label: texts.month },
        ]}
      />
      <Totals key={by} by={by} />
    </ReportFrame>
  );
}

function Totals({ by }: Required<GetGrandTotals>) {
  const formats = useFormats();
  const query = trpc.reports.grandTotals.useQuery({ by });
  return (
    <Loaded
      query={query}
      data={query.data?.items}
      lines={3}
      empty={<EmptyState title={texts.none} />}
    >
      {(rows) => (
        <>
          <ExportLinks path="/api/reports/grand-totals" filter={{ by }} print />
          <DataTable
            label={texts.title}
            columns={columns(formats, by)}
            rows={rows}
            rowKey={({ period, of, till }) => `${period} ${of} ${till?.id}`}
          />
        </>
      )}
    </Loaded>
  );
}

function columns(
  { money, count, month }: Formats,
  by: GetGrandTotals["by"],
): Column<GrandTotalsRow>[] {
  const figure = { figure: true } as const;
  const number = (n: number) => <span className="num">{count(n)}</span>;
  const amount = (amountMinor: number) => <span className="num">{money(amountMinor)}</span>;
  return [
    {
      key: "till",
      title: texts.till,
      phone: "name",
      cell: ({ of, till }) =>
        of === "shop" ? <strong>{texts.shop}</strong> : (till?.name ?? texts.noTill),
    },
    ...(by === "ever"
      ? []
      : [
          {
            key: "period",
            title: texts.period,
            cell: ({ period }: GrandTotalsRow) =>
              by === "month" ? month(period ?? "") : <span className="num">{period}</span>,
          },
        ]),
    {
      ...figure,
      key: "sales",
      title: texts.sales,
      named: true,
      cell: ({ documents }) => number(documents.sale.count),
    },
    {
      ...figure,
      key: "salesTotal",
      title: texts.salesTotal,
      phone: "number",
      cell: ({ documents }) => amount(documents.sale.totalMinor),
    },
    {
      ...figure,
      key: "returns",
      title: texts.returns,
      named: true,
      cell: ({ documents }) => number(documents.return.count),
    },
    {
      ...figure,
      key: "returnsTotal",
      title: texts.returnsTotal,
      named: true,
      cell: ({ documents }) => amount(documents.return.totalMinor),
    },
    {
      ...figure,
      key: "voids",
      title: texts.voids,
      named: true,
      cell: ({ documents }) => number(documents.void.count),
    },
    {
      ...figure,
      key: "voidsTotal",
      title: texts.voidsTotal,
      named: true,
      cell: ({ documents }) => amount(documents.void.totalMinor),
    },
  ];
}
