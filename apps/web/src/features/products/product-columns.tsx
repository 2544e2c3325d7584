import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import type { GridColumn } from "../../components/grid-columns.ts";
import { ProductThumb } from "../../components/product-thumb.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import type { Formats } from "../../lib/format.ts";
import { useAllowed, useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { costOfBasis, productMarginPpm } from "@daybook/contract/linked-prices";
import type { PriceTax } from "@daybook/contract/linked-prices";
import classes from "./product-columns.module.css";
import { priceWithBasis } from "./price-with-basis.ts";
import { StatePill } from "./state-pill.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { StockBar, StockBarLegend } from "./stock-bar.tsx";

/** The columns of the product list; memoized until their formats change. */
export function useProductColumns(): readonly GridColumn<CatalogueRow>[] {
  const formats = useFormats();
  const mayReceive = useAllowed("movements.receive");
  const mayAdjust = useAllowed("movements.adjust");
  const seesCosts = useSeesCosts();
  const locations = trpc.locations.list.useQuery({ active: "all" }).data;
  const taxes = useProductTaxes();
  return useMemo(() => {
    const places = new Map(locations?.items.map(({ id, name }) => [id, name]));
    return [
      ...namingColumns(),
      priceColumn(formats),
      ...(seesCosts ? costColumns(formats, taxes) : []),
      ...stockColumns(formats, places),
      {
        key: "actions",
        title: texts.actions,
        track: "132px",
        figure: true,
        phone: "hidden",
        fixed: true,
        screenOnly: true,
        cell: (row) => <Actions row={row} receive={mayReceive} adjust={mayAdjust} />,
      },
    ];
  }, [formats, taxes, locations, mayReceive, mayAdjust, seesCosts]);
}

function namingColumns(): GridColumn<CatalogueRow>[] {
  return [
    {
      key: "name",
      title: texts.name,
      track: "minmax(0, 3fr)",
      phone: "name",
      sortable: true,
      fixed: true,
      cell: (row) => (
        <span className={classes.named}>
          <ProductThumb name={row.name} picture={row.picture} hue={row.category?.hue} />
          <Link to={paths.product} params={{ id: row.id }}>
            {row.name}
          </Link>
        </span>
      ),
    },
    {
      key: "sku",
      title: texts.sku,
      track: "minmax(104px, 1.4fr)",
      from: 520,
      sortable: true,
      cell: (row) => <span className="code">{row.sku}</span>,
    },
    {
      key: "category",
      title: texts.category,
      track: "minmax(0, 1.3fr)",
      from: 880,
      phone: "hidden",
      cell: (row) =>
        row.category === null ? (
          ""
        ) : (
          <Link to={paths.products} search={{ category: row.category.id }}>
            {row.category.name}
          </Link>
        ),
    },
  ];
}

function priceColumn(formats: Formats): GridColumn<CatalogueRow> {
  return {
    key: "price",
    title: texts.price,
    // A price of a weight stays on one line: £3.29 / 0.1 kg.
    track: "minmax(118px, 1.2fr)",
    figure: true,
    sortable: true,
    largestFirst: true,
    cell: (row) => <LiveValue text={priceWithBasis(row, formats)} />,
  };
}

function costColumns(
  formats: Formats,
  taxes: Readonly<Record<string, PriceTax>>,
): GridColumn<CatalogueRow>[] {
  return [
    {
      key: "cost",
      title: texts.cost,
      track: "minmax(80px, 1fr)",
      from: 900,
      figure: true,
      phone: "hidden",
      cell: (row) =>
        row.unitCostMinor === null ? (
          texts.unknown
        ) : (
          <LiveValue text={formats.money(costOfBasis(row.unitCostMinor, row.basisMilli))} />
        ),
    },
    {
      key: "margin",
      title: texts.margin,
      track: "minmax(72px, 0.8fr)",
      from: 900,
      figure: true,
      phone: "hidden",
      sortable: true,
      cell: (row) => <Margin row={row} tax={taxes[row.taxClassId]} formats={formats} />,
    },
  ];
}

function stockColumns(
  formats: Formats,
  places: ReadonlyMap<string, string>,
): GridColumn<CatalogueRow>[] {
  const spread = (row: CatalogueRow) =>
    row.stock
      .map(({ locationId, onHandMilli }) =>
        texts.lies(places.get(locationId) ?? "", quantityWithUnit(onHandMilli, row.unit, formats)),
      )
      .join(", ");
  return [
    {
      key: "onHand",
      title: texts.onHand,
      track: "minmax(88px, 1.1fr)",
      figure: true,
      phone: "number",
      named: true,
      sortable: true,
      largestFirst: true,
      ...(places.size > 1 ? { legend: <StockBarLegend /> } : {}),
      cell: (row) =>
        row.kind !== "stock" ? (
          texts.unknown
        ) : (
          <>
            <LiveValue
              text={quantityWithUnit(row.onHandMilli, row.unit, formats)}
              negative={row.onHandMilli < 0}
            />
            <StockBar stock={row.stock} label={spread(row)} />
          </>
        ),
    },
    {
      key: "state",
      title: texts.state,
      track: "minmax(108px, 1.1fr)",
      from: 700,
      cell: (row) => <StatePill row={row} />,
    },
    {
      key: "updated",
      title: texts.updated,
      track: "minmax(0, 1.2fr)",
      from: 960,
      phone: "hidden",
      sortable: true,
      largestFirst: true,
      rare: true,
      cell: (row) => formats.moment(row.updatedAt),
    },
  ];
}

interface MarginProps {
  readonly row: CatalogueRow;
  readonly tax: PriceTax | undefined;
  readonly formats: Formats;
}

function Margin({ row, tax, formats }: MarginProps) {
  const marginPpm = tax === undefined ? null : productMarginPpm(row, tax);
  if (marginPpm === null) return texts.unknown;
  return <LiveValue text={formats.percent(marginPpm)} negative={marginPpm < 0} />;
}

interface ActionsProps {
  readonly row: CatalogueRow;
  readonly receive: boolean;
  readonly adjust: boolean;
}

function Actions({ row, receive, adjust }: ActionsProps) {
  if (row.kind !== "stock" || !row.active) return null;
  return (
    <span className={classes.actions}>
      {receive ? (
        <Link
          to={paths.receive}
          search={{ product: row.id }}
          className={classes.action}
          aria-label={texts.receiveOf(row.name)}
        >
          {texts.receive}
        </Link>
      ) : null}
      {adjust ? (
        <Link
          to={paths.adjust}
          search={{ product: row.id }}
          className={classes.action}
          aria-label={texts.adjustOf(row.name)}
        >
          {texts.adjust}
        </Link>
      ) : null}
    </span>
  );
}
