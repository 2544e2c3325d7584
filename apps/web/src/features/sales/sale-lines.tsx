import { Link } from "@tanstack/react-router";
import type { Sale, SaleLine } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { Section } from "../../components/page.tsx";
import type { Formats } from "../../lib/format.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";

/** The lines of a sale, return or void. */
export function SaleLines({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  const seesLedger = useAllowed("movements.read");
  const discounted = sale.lines.some(({ discountMinor }) => discountMinor !== 0);
  const moved = sale.lines.some((line) => stateOf(line, formats) !== "");
  const columns: Column<SaleLine>[] = [
    {
      key: "product",
      title: texts.product,
      phone: "name",
      cell: (line) => (
        <Link to={paths.product} params={{ id: line.productId }}>
          <bdi>{line.name}</bdi>
        </Link>
      ),
    },
    {
      key: "sku",
      title: texts.sku,
      phone: "hidden",
      cell: ({ sku }) => <span className="code">{sku}</span>,
    },
    {
      key: "quantity",
      title: texts.quantity,
      figure: true,
      cell: (line) => (
        <span className="num">{quantityWithUnit(line.quantityMilli, line.unit, formats)}</span>
      ),
    },
    {
      key: "price",
      title: texts.unitPrice,
      figure: true,
      cell: (line) => priceOf(line, formats),
    },
    ...(discounted ? [discountColumn(formats)] : []),
    ...(moved ? [stateColumn(formats)] : []),
    ...(seesLedger ? [ledgerColumn(sale)] : []),
    {
      key: "total",
      title: texts.lineTotal,
      figure: true,
      phone: "number",
      cell: (line) => <span className="num">{formats.money(shownTotal(line))}</span>,
    },
  ];
  const title = TITLES[sale.kind];
  return (
    <Section title={title}>
      <DataTable
        label={title}
        columns={columns}
        rows={sale.lines}
        rowKey={({ lineNo }) => String(lineNo)}
      />
    </Section>
  );
}

const TITLES = {
  sale: texts.linesTitle,
  return: texts.linesBackTitle,
  void: texts.linesVoidedTitle,
} as const;

/** The price as stored, with or without tax, minus the line's discounts. */
const shownTotal = ({ grossMinor, discountMinor }: SaleLine) => grossMinor - discountMinor;

function discountColumn(formats: Formats): Column<SaleLine> {
  return {
    key: "discount",
    title: texts.discount,
    figure: true,
    cell: ({ discountMinor }) =>
      discountMinor === 0 ? "" : <span className="num">{formats.money(-discountMinor)}</span>,
  };
}

function stateColumn(formats: Formats): Column<SaleLine> {
  return { key: "after", title: texts.state, cell: (line) => stateOf(line, formats) };
}

function ledgerColumn({ businessDate }: Sale): Column<SaleLine> {
  return {
    key: "ledger",
    title: texts.ledger,
    cell: ({ productId }) => (
      <Link to={paths.ledger} search={{ product: productId, from: businessDate, to: businessDate }}>
        {texts.inLedger}
      </Link>
    ),
  };
}

function priceOf(line: SaleLine, formats: Formats): string {
  const price = formats.money(line.unitPriceMinor);
  const plain = line.basisMilli === 1000 && line.unit === "each";
  const whole = plain
    ? price
    : texts.priceFor(price, quantityWithUnit(line.basisMilli, line.unit, formats));
  return line.priceSource === "override" ? `${whole} (${texts.overridden})` : whole;
}

/** The state of a line: how much was returned, or where returned goods went. */
function stateOf(line: SaleLine, formats: Formats): string {
  if (line.disposition !== null) return texts.wentTo[line.disposition];
  return line.returnedMilli === 0
    ? ""
    : texts.came(quantityWithUnit(line.returnedMilli, line.unit, formats));
}
