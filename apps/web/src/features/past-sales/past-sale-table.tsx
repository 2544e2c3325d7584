import { Link } from "@tanstack/react-router";
import type { PastSaleRow } from "@daybook/contract/past-sales";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { pastSaleTexts as texts } from "../../texts/en/past-sales.ts";

interface PastSaleTableProps {
  readonly label: string;
  readonly rows: readonly PastSaleRow[];
}

/** One past sale per row; its number opens its lines. */
export function PastSaleTable({ label, rows }: PastSaleTableProps) {
  const formats = useFormats();
  const columns: Column<PastSaleRow>[] = [
    {
      key: "number",
      title: texts.number,
      phone: "name",
      cell: ({ id, number }) => (
        <Link to={paths.pastSale} params={{ id }} className="code">
          {number}
        </Link>
      ),
    },
    {
      key: "when",
      title: texts.when,
      cell: ({ occurredAt }) => <span className="num">{formats.fullMoment(occurredAt)}</span>,
    },
    {
      key: "customer",
      title: texts.customer,
      cell: ({ customer }) => <CustomerName customer={customer} />,
    },
    {
      key: "lines",
      title: texts.lines,
      figure: true,
      phone: "hidden",
      cell: ({ lines }) => formats.count(lines),
    },
    {
      key: "units",
      title: texts.units,
      figure: true,
      phone: "hidden",
      cell: ({ unitsMilli }) => formats.quantity(unitsMilli),
    },
    {
      key: "total",
      title: texts.total,
      figure: true,
      phone: "number",
      cell: ({ totalMinor }) => (
        <LiveValue text={formats.money(totalMinor)} negative={totalMinor < 0} />
      ),
    },
  ];
  return <DataTable label={label} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** The customer as the file has them; a link if the shop has them too. */
export function CustomerName({ customer }: Pick<PastSaleRow, "customer">) {
  if (customer === null) return <span className="muted">{texts.nobody}</span>;
  if (customer.id === null) return <bdi>{customer.name}</bdi>;
  return (
    <Link to={paths.customer} params={{ id: customer.id }}>
      {customer.name}
    </Link>
  );
}
