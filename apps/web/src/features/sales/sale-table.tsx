import { Link } from "@tanstack/react-router";
import type { SaleRow } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { receiptColumn } from "./receipt-column.tsx";
import { SalePills, signedTotal } from "./sale-pills.tsx";

interface SaleTableProps {
  readonly label: string;
  readonly rows: readonly SaleRow[];
  /** Undefined if all rows belong to one customer. */
  readonly withCustomer?: boolean;
  /** Undefined in a shop with one location. */
  readonly withLocation?: boolean;
}

/** One sale, return or void per row; its receipt number is a link. */
export function SaleTable({
  label,
  rows,
  withCustomer = true,
  withLocation = false,
}: SaleTableProps) {
  const formats = useFormats();
  const columns: Column<SaleRow>[] = [
    receiptColumn,
    {
      key: "when",
      title: texts.when,
      cell: (row) => <span className="num">{formats.moment(row.occurredAt)}</span>,
    },
    ...(withCustomer ? [customerColumn] : []),
    { key: "seller", title: texts.seller, cell: ({ soldBy }) => soldBy.name },
    ...(withLocation ? [locationColumn] : []),
    {
      key: "lines",
      title: texts.lines,
      figure: true,
      phone: "hidden",
      cell: ({ lines }) => formats.count(lines),
    },
    { key: "state", title: texts.state, cell: (row) => <SalePills sale={row} /> },
    {
      key: "total",
      title: texts.total,
      figure: true,
      phone: "number",
      cell: (row) => <Total row={row} />,
    },
  ];
  return <DataTable label={label} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

const customerColumn: Column<SaleRow> = {
  key: "customer",
  title: texts.customer,
  cell: ({ customer }) =>
    customer === null ? (
      <span className="muted">{texts.nobody}</span>
    ) : (
      <Link to={paths.customer} params={{ id: customer.id }}>
        {customer.name}
      </Link>
    ),
};

const locationColumn: Column<SaleRow> = {
  key: "location",
  title: texts.location,
  cell: ({ location }) => location.name,
};

/** A voided sale and its void have no effect on the takings. */
function Total({ row }: { readonly row: SaleRow }) {
  const formats = useFormats();
  const text = formats.money(signedTotal(row));
  if (row.status === "voided" || row.kind === "void")
    return (
      <s
        className="num muted"
        aria-label={`${text}, ${row.kind === "void" ? texts.kindNames.void : texts.voided}`}
      >
        {text}
      </s>
    );
  return <LiveValue text={text} negative={row.kind === "return"} />;
}
