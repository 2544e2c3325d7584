import { Link } from "@tanstack/react-router";
import type { LowStockRow } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { productColumn } from "../../components/product-columns.tsx";
import { ruleLocationColumn, severityColumn } from "../../components/stock-columns.tsx";
import type { Formats } from "../../lib/format.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useAddress } from "../../lib/use-address.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { reportTexts } from "../../texts/en/reports.ts";
import { LocationFilter } from "./location-filter.tsx";
import { ReportFrame } from "./report-frame.tsx";
import classes from "./reports.module.css";

const texts = reportTexts.low;
const LIMIT = 200;

/** Low stock with order quantities and suppliers. */
export function LowStockPage() {
  const [{ location }, change] = useAddress("/shell/reports/low-stock");
  return (
    <ReportFrame title={texts.title} lead={texts.lead}>
      <FilterBar>
        <LocationFilter
          of="keeping"
          value={location}
          onChange={(next) => change({ location: next })}
        />
      </FilterBar>
      <LowRows location={location} />
    </ReportFrame>
  );
}

function LowRows({ location }: { readonly location: string | undefined }) {
  const formats = useFormats();
  const mayReceive = useAllowed("movements.receive");
  const list = useListPages("reports.lowStock", { locationId: location, limit: LIMIT });
  const count = formats.count(list.rows?.length ?? 0);
  return (
    <PagedRows
      list={list}
      lines={6}
      empty={
        <EmptyState
          title={texts.empty}
          action={<LinkButton to={paths.products}>{texts.toProducts}</LinkButton>}
        >
          {texts.emptyHint}
        </EmptyState>
      }
    >
      {(rows) => (
        <>
          <div className={classes.headline}>
            <Figures label={texts.title}>
              <Figure small label={texts.rows} text={list.hasNextPage ? `${count}+` : count} />
            </Figures>
          </div>
          <ExportLinks
            path="/api/reports/low-stock"
            filter={{ locationId: location }}
            print
            list={list}
          />
          <DataTable
            label={texts.title}
            columns={lowColumns({ formats, mayReceive, byPlace: rows.some(hasPlace) })}
            rows={rows}
            rowKey={({ product, location: place }) => `${product.id} ${place?.id ?? ""}`}
          />
        </>
      )}
    </PagedRows>
  );
}

const hasPlace = ({ location }: LowStockRow) => location !== null;

interface LowColumns {
  readonly formats: Formats;
  readonly mayReceive: boolean;
  /** Whether a row belongs to a rule of one location; else all are for the whole shop. */
  readonly byPlace: boolean;
}

function lowColumns({ formats, mayReceive, byPlace }: LowColumns): Column<LowStockRow>[] {
  const quantity = (milli: number) => (
    <LiveValue text={formats.quantity(milli)} negative={milli < 0} />
  );
  return [
    productColumn(reportTexts.product),
    severityColumn(texts),
    ...(byPlace ? [ruleLocationColumn(texts.place, reportTexts.wholeShop)] : []),
    {
      key: "position",
      title: texts.position,
      figure: true,
      named: true,
      cell: ({ positionMilli }) => quantity(positionMilli),
    },
    {
      key: "reorderPoint",
      title: texts.reorderPoint,
      figure: true,
      named: true,
      cell: ({ reorderPointMilli }) => quantity(reorderPointMilli),
    },
    {
      key: "target",
      title: texts.target,
      figure: true,
      phone: "hidden",
      cell: ({ targetMilli }) => quantity(targetMilli),
    },
    {
      key: "supplier",
      title: texts.supplier,
      cell: ({ supplier }) =>
        supplier === null ? (
          <span className="muted">{texts.noSupplier}</span>
        ) : (
          texts.leadTime(supplier.name, texts.daysToCome(supplier.leadTimeDays))
        ),
    },
    {
      key: "suggested",
      title: texts.suggested,
      figure: true,
      phone: "number",
      named: true,
      cell: ({ suggestedMilli }) => quantity(suggestedMilli),
    },
    ...(mayReceive ? [RECEIVE] : []),
  ];
}

const RECEIVE: Column<LowStockRow> = {
  key: "receive",
  title: texts.receive,
  cell: ({ product, supplier, location }) => (
    <Link
      to={paths.receive}
      search={{ product: product.id, supplier: supplier?.id, location: location?.id }}
      aria-label={texts.receiveOf(product.name)}
    >
      {texts.receive}
    </Link>
  ),
};
