import { Link } from "@tanstack/react-router";
import type { ProductRow } from "@daybook/contract/products";
import { paths } from "../../app/paths.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Pill } from "../../components/pill.tsx";
import type { PillTone } from "../../components/pill.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { quantityWithUnit } from "./quantity-with-unit.ts";

interface ProductTableProps {
  readonly rows: readonly ProductRow[];
  readonly sort: "name" | "sku" | "newest";
}

/** One product a row; its name is a real link. */
export function ProductTable({ rows, sort }: ProductTableProps) {
  const formats = useFormats();
  const columns: Column<ProductRow>[] = [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      ...(sort === "name" ? { sorted: "ascending" } : {}),
      cell: (row) => (
        <Link to={paths.product} params={{ id: row.id }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: "sku",
      title: texts.sku,
      ...(sort === "sku" ? { sorted: "ascending" } : {}),
      cell: (row) => <span className="code">{row.sku}</span>,
    },
    {
      key: "price",
      title: texts.price,
      figure: true,
      cell: (row) => <LiveValue text={formats.money(row.priceMinor)} />,
    },
    {
      key: "onHand",
      title: texts.onHand,
      figure: true,
      phone: "number",
      cell: (row) =>
        row.kind === "service" ? (
          "–"
        ) : (
          <LiveValue
            text={quantityWithUnit(row.onHandMilli, row.unit, formats)}
            negative={row.onHandMilli < 0}
          />
        ),
    },
    { key: "state", title: texts.state, cell: (row) => <StatePill row={row} /> },
  ];
  return <DataTable label={texts.list} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** Deactivated, a service, or how its stock stands. */
export function StatePill({
  row,
}: {
  readonly row: Pick<ProductRow, "active" | "kind" | "stockState" | "onHandMilli">;
}) {
  const [state, tone] = stateOf(row);
  return <Pill tone={tone}>{texts.states[state]}</Pill>;
}

function stateOf(
  row: Pick<ProductRow, "active" | "kind" | "stockState" | "onHandMilli">,
): [keyof typeof texts.states, PillTone] {
  if (!row.active) return ["inactive", "plain"];
  if (row.kind === "service") return ["service", "plain"];
  // Red only where the owner asked to be told; an empty shelf may be meant.
  if (row.stockState === "out") return ["out", "bad"];
  if (row.onHandMilli <= 0) return ["out", "plain"];
  return row.stockState === "low" ? ["low", "warn"] : ["ok", "good"];
}
