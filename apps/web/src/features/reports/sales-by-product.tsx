import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { SalesByProductRow, SalesFigures } from "@daybook/contract/reports";
import type { PastSales } from "@daybook/contract/past-sales";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { Section } from "../../components/page.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import type { Days } from "../../lib/day-presets.ts";
import type { Formats } from "../../lib/format.ts";
import { useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { useListPages } from "../../lib/use-list-pages.ts";
import { reportTexts } from "../../texts/en/reports.ts";

const texts = reportTexts.sales;
type Row = z.infer<typeof SalesByProductRow>;
type Sort = "revenue" | "units";

interface SalesByProductProps {
  readonly days: Days;
  readonly location: string | undefined;
  readonly past: PastSales;
  readonly sort: Sort;
  readonly total: SalesFigures;
  readonly onSort: (sort: Sort) => void;
}

/** Sales per product, each with a link to its receipts; the totals equal those by day. */
export function SalesByProduct({ days, location, past, sort, total, onSort }: SalesByProductProps) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  const filter = { ...days, locationId: location, sort, pastSales: past };
  const hidden = new Set([
    ...(seesCosts ? [] : OF_COST),
    ...(total.pastSales === 0 ? ["past"] : []),
  ]);
  const list = useListPages("reports.salesByProduct", filter);
  return (
    <Section title={texts.byProduct}>
      <FilterBar>
        <FilterSelect label={texts.order} value={sort} choices={texts.orders} onChange={onSort} />
      </FilterBar>
      <PagedRows list={list}>
        {(rows) => (
          <>
            <ExportLinks path="/api/reports/sales-by-product" filter={filter} print list={list} />
            <DataTable
              label={texts.byProduct}
              columns={productColumns(formats, { ...days, location }).filter(
                ({ key }) => !hidden.has(key),
              )}
              rows={rows}
              rowKey={({ product }) => product.id ?? `code ${product.sku} ${product.name}`}
              foot={{
                product: reportTexts.total,
                units: <LiveValue text={formats.quantity(total.unitsMilli)} />,
                net: <LiveValue text={formats.money(total.revenueMinor)} />,
                past: moneyOf(total.pastMinor, formats),
                cost: moneyOf(total.costOfGoodsSoldMinor, formats),
                profit: moneyOf(total.profitMinor, formats),
              }}
            />
          </>
        )}
      </PagedRows>
    </Section>
  );
}

interface Range extends Days {
  readonly location: string | undefined;
}

function moneyOf(amount: number | null, formats: Formats) {
  return amount === null ? null : <LiveValue text={formats.money(amount)} negative={amount < 0} />;
}

/** The columns that only those who see costs have. */
const OF_COST: ReadonlySet<string> = new Set(["cost", "profit"]);

function productColumns(formats: Formats, range: Range): Column<Row>[] {
  const money = (amount: number | null) => moneyOf(amount, formats);
  return [
    {
      ...productColumn(reportTexts.product),
      cell: ({ product: { id, name, sku } }) => {
        if (id === null)
          return (
            <Link to={paths.pastSales} search={{ ...range, code: sku === "" ? name : sku }}>
              <bdi>{name === "" ? sku : name}</bdi>
            </Link>
          );
        return (
          <Link to={paths.product} params={{ id }}>
            {name}
          </Link>
        );
      },
    },
    { ...skuColumn(reportTexts.sku), phone: "hidden" },
    {
      key: "units",
      title: texts.units,
      figure: true,
      named: true,
      cell: ({ product, unitsSoldMilli, unitsReturnedMilli }) => {
        const units = <LiveValue text={formats.quantity(unitsSoldMilli - unitsReturnedMilli)} />;
        if (product.id === null) return units;
        return (
          <Link
            to={paths.sales}
            search={{ ...range, product: product.id }}
            aria-label={texts.salesOf(product.name)}
          >
            {units}
          </Link>
        );
      },
    },
    {
      key: "past",
      title: texts.ofPast,
      figure: true,
      phone: "hidden",
      cell: ({ product: { id, sku, name }, pastMinor }) =>
        pastMinor === 0 && id !== null ? null : (
          <Link
            to={paths.pastSales}
            search={{
              ...range,
              ...(id === null ? { code: sku === "" ? name : sku } : { product: id }),
            }}
            aria-label={texts.pastOf(name)}
          >
            {money(pastMinor)}
          </Link>
        ),
    },
    {
      key: "back",
      title: texts.back,
      figure: true,
      phone: "hidden",
      cell: ({ unitsReturnedMilli }) => <LiveValue text={formats.quantity(unitsReturnedMilli)} />,
    },
    {
      key: "cost",
      title: texts.cost,
      figure: true,
      phone: "hidden",
      cell: ({ costMinor }) => money(costMinor),
    },
    {
      key: "profit",
      title: texts.profit,
      figure: true,
      named: true,
      cell: ({ profitMinor }) => money(profitMinor),
    },
    {
      key: "net",
      title: texts.revenue,
      figure: true,
      phone: "number",
      named: true,
      cell: ({ netMinor }) => money(netMinor),
    },
  ];
}
