import { Link } from "@tanstack/react-router";
import type { Location } from "@daybook/contract/locations";
import type { StockSummaryRow } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { reportTexts } from "../../texts/en/reports.ts";
import classes from "./reports.module.css";

const texts = reportTexts.stock;

interface StockMatrixProps {
  readonly rows: readonly StockSummaryRow[];
  readonly places: readonly Location[];
}

/** A table of products by location; each figure links to its ledger entries. */
export function StockMatrix({ rows, places }: StockMatrixProps) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  const columns: Column<StockSummaryRow>[] = [
    productColumn(reportTexts.product),
    { ...skuColumn(reportTexts.sku), phone: "hidden" },
    ...places.map((place) => placeColumn(place, formats)),
    ...(seesCosts ? [valueColumn(formats)] : []),
    {
      key: "onHand",
      title: reportTexts.total,
      figure: true,
      phone: "number",
      named: true,
      cell: ({ product, onHandMilli }) => (
        <Quantity quantityMilli={onHandMilli} formats={formats} product={product} />
      ),
    },
  ];
  return (
    <div className={classes.matrix}>
      <DataTable
        label={texts.title}
        columns={columns}
        rows={rows}
        rowKey={({ product }) => product.id}
      />
    </div>
  );
}

function valueColumn(formats: Formats): Column<StockSummaryRow> {
  return {
    key: "value",
    title: reportTexts.value,
    figure: true,
    named: true,
    cell: ({ valueMinor }) =>
      valueMinor === null ? null : <LiveValue text={formats.money(valueMinor)} />,
  };
}

function placeColumn({ id, name }: Location, formats: Formats): Column<StockSummaryRow> {
  return {
    key: id,
    title: name,
    figure: true,
    named: true,
    cell: ({ product, stock }) => {
      const level = stock.find(({ location }) => location.id === id);
      // Empty cells are easier to skip than zeros.
      return level === undefined || level.onHandMilli === 0 ? null : (
        <Quantity
          quantityMilli={level.onHandMilli}
          formats={formats}
          product={product}
          location={id}
        />
      );
    },
  };
}

interface QuantityProps {
  readonly quantityMilli: number;
  readonly formats: Formats;
  readonly product: StockSummaryRow["product"];
  readonly location?: string;
}

function Quantity({ quantityMilli, formats, product, location }: QuantityProps) {
  return (
    <Link to={paths.ledger} search={{ product: product.id, location }}>
      <LiveValue text={formats.quantity(quantityMilli)} negative={quantityMilli < 0} />
    </Link>
  );
}
