import type { SalesByTaxRow } from "@daybook/contract/reports";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import type { Days } from "../../lib/day-presets.ts";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { reportTexts } from "../../texts/en/reports.ts";

const texts = reportTexts.sales;

interface SalesByTaxProps {
  readonly days: Days;
  readonly location: string | undefined;
}

/** The taxed amounts and the tax of each rate, and the tax of the period. */
export function SalesByTax({ days, location }: SalesByTaxProps) {
  const formats = useFormats();
  const filter = { ...days, locationId: location };
  const query = trpc.reports.salesByTax.useQuery(filter, { placeholderData: (before) => before });
  return (
    <Section title={texts.byTax}>
      <p className="muted">{texts.byTaxHint}</p>
      <ExportLinks path="/api/reports/sales-by-tax" filter={filter} print />
      <Loaded query={query} data={query.data} lines={3}>
        {({ items, taxMinor }) => (
          <DataTable
            label={texts.byTax}
            columns={columns(formats)}
            rows={items}
            rowKey={({ taxRateId }) => taxRateId ?? "none"}
            foot={{ rate: reportTexts.total, due: <LiveValue text={formats.money(taxMinor)} /> }}
          />
        )}
      </Loaded>
    </Section>
  );
}

function columns({ money, percent }: Formats): Column<SalesByTaxRow>[] {
  const amount = (amountMinor: number) => (
    <LiveValue text={money(amountMinor)} negative={amountMinor < 0} />
  );
  const figure = { figure: true } as const;
  return [
    {
      key: "rate",
      title: texts.rate,
      phone: "name",
      cell: ({ name, ppm }) =>
        name === null || ppm === null ? texts.noTax : `${name} ${percent(ppm)}`,
    },
    {
      ...figure,
      key: "soldBase",
      title: texts.soldBase,
      named: true,
      cell: ({ soldBaseMinor }) => amount(soldBaseMinor),
    },
    {
      ...figure,
      key: "soldTax",
      title: texts.soldTax,
      phone: "hidden",
      cell: ({ soldTaxMinor }) => amount(soldTaxMinor),
    },
    {
      ...figure,
      key: "returnedBase",
      title: texts.returnedBase,
      named: true,
      cell: ({ returnedBaseMinor }) => amount(returnedBaseMinor),
    },
    {
      ...figure,
      key: "returnedTax",
      title: texts.returnedTax,
      phone: "hidden",
      cell: ({ returnedTaxMinor }) => amount(returnedTaxMinor),
    },
    {
      ...figure,
      key: "due",
      title: texts.taxDue,
      phone: "number",
      cell: ({ taxMinor }) => amount(taxMinor),
    },
  ];
}
