import { Link } from "@tanstack/react-router";
import { mulDiv } from "@daybook/contract/exact";
import type { ValuationRow } from "@daybook/contract/reports";
import type { z } from "zod";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { DateField } from "../../components/fields.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { useAddress } from "../../lib/use-address.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { reportTexts } from "../../texts/en/reports.ts";
import { ReportFrame } from "./report-frame.tsx";

const texts = reportTexts.valuation;
type Row = z.infer<typeof ValuationRow>;

/** The value of stock at cost, now or at the end of a day. */
export function ValuationPage() {
  const [{ on }, change] = useAddress("/shell/reports/valuation");
  return (
    <ReportFrame title={texts.title} lead={texts.lead}>
      <FilterBar>
        <DateField
          field={{
            path: "on",
            value: on ?? "",
            change: (day) => change({ on: day === "" ? undefined : day }),
            error: null,
          }}
          label={texts.on}
          hint={texts.now}
        />
      </FilterBar>
      <ValuedRows asOf={on} />
    </ReportFrame>
  );
}

function ValuedRows({ asOf }: { readonly asOf: string | undefined }) {
  const formats = useFormats();
  const filter = { asOf };
  const list = useListPages("reports.valuation", filter);
  // Every page has the same totals.
  const total = list.data?.pages[0]?.total;
  return (
    <PagedRows
      list={list}
      empty={
        <EmptyState
          title={texts.empty}
          action={<LinkButton to={paths.receive}>{reportTexts.stock.receive}</LinkButton>}
        >
          {texts.emptyHint}
        </EmptyState>
      }
    >
      {(rows) =>
        total === undefined ? null : (
          <>
            <p className="muted">
              {asOf === undefined ? texts.asOfNow : texts.asOf(formats.longDay(asOf))}
            </p>
            <Figures label={texts.figures}>
              <Figure
                label={reportTexts.value}
                text={formats.money(total.valueMinor)}
                negative={total.valueMinor < 0}
              />
              <Figure label={texts.products} text={formats.count(total.products)} />
              <Figure label={texts.units} text={formats.quantity(total.onHandMilli)} />
            </Figures>
            <ExportLinks path="/api/reports/valuation" filter={filter} print list={list} />
            <DataTable
              label={texts.title}
              columns={valuedColumns(formats, asOf)}
              rows={rows}
              rowKey={({ product }) => product.id}
              foot={{
                product: reportTexts.total,
                onHand: <LiveValue text={formats.quantity(total.onHandMilli)} />,
                value: <LiveValue text={formats.money(total.valueMinor)} />,
              }}
            />
          </>
        )
      }
    </PagedRows>
  );
}

function valuedColumns(formats: Formats, asOf: string | undefined): Column<Row>[] {
  return [
    productColumn(reportTexts.product),
    { ...skuColumn(reportTexts.sku), phone: "hidden" },
    {
      key: "onHand",
      title: reportTexts.onHand,
      figure: true,
      named: true,
      cell: ({ product, onHandMilli }) => (
        <Link to={paths.ledger} search={{ product: product.id, to: asOf }}>
          <LiveValue text={formats.quantity(onHandMilli)} negative={onHandMilli < 0} />
        </Link>
      ),
    },
    {
      key: "unitCost",
      title: texts.unitCost,
      figure: true,
      phone: "hidden",
      cell: ({ onHandMilli, valueMinor }) =>
        onHandMilli > 0 ? (
          <LiveValue text={formats.money(mulDiv(valueMinor, 1000, onHandMilli))} />
        ) : (
          texts.none
        ),
    },
    {
      key: "value",
      title: reportTexts.value,
      figure: true,
      phone: "number",
      named: true,
      cell: ({ valueMinor }) => (
        <LiveValue text={formats.money(valueMinor)} negative={valueMinor < 0} />
      ),
    },
  ];
}
