import type { Movement } from "@daybook/contract/stock";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { productColumn } from "../../components/product-columns.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { DocumentLink, FromTo, MovementReason, SignedQuantity } from "./movement-cells.tsx";
import classes from "./movement-cells.module.css";

interface LedgerTableProps {
  readonly rows: readonly Movement[];
  /** For one product: without its name, with a running balance. */
  readonly ofProduct: boolean;
  /** The ids of the included locations; the whole shop by default. */
  readonly places: readonly string[] | undefined;
}

/** Ledger entries, newest first. */
export function LedgerTable({ rows, ofProduct, places }: LedgerTableProps) {
  const formats = useFormats();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const reversedBy = new Map(
    rows.flatMap((row) => (row.reversesId === null ? [] : [[row.reversesId, row] as const])),
  );
  const what = (row: Movement) => (
    <>
      <DocumentLink movement={row} />
      <MovementReason movement={row} />
      <ReversalPair row={row} other={byId.get(row.reversesId ?? row.id)} by={reversedBy} />
    </>
  );
  const withBalance = rows.some((row) => row.balanceMilli !== null);
  const columns: Column<Movement>[] = [
    ...(ofProduct
      ? [{ key: "what", title: texts.what, phone: "name" as const, cell: what }]
      : [productColumn(texts.product)]),
    {
      key: "when",
      title: texts.when,
      cell: (row) => (
        <time id={anchorOf(row.id)} className="num" dateTime={row.occurredAt}>
          {formats.moment(row.occurredAt)}
        </time>
      ),
    },
    ...(ofProduct ? [] : [{ key: "what", title: texts.why, cell: what }]),
    { key: "fromTo", title: texts.fromTo, cell: (row) => <FromTo movement={row} /> },
    { key: "who", title: texts.who, cell: ({ user }) => user?.name ?? "" },
    {
      key: "quantity",
      title: texts.quantity,
      figure: true,
      phone: "number",
      cell: (row) => <SignedQuantity movement={row} places={places} />,
    },
  ];
  if (withBalance)
    columns.push({
      key: "balance",
      title: texts.balance,
      figure: true,
      named: true,
      cell: ({ balanceMilli, unit }) =>
        balanceMilli === null ? null : (
          <span className="num">{quantityWithUnit(balanceMilli, unit, formats)}</span>
        ),
    });
  return (
    <DataTable label={texts.ledgerTable} rows={rows} rowKey={({ id }) => id} columns={columns} />
  );
}

const anchorOf = (id: string) => `entry-${id}`;

interface ReversalPairProps {
  readonly row: Movement;
  /** The id of the row that this one reverses, if it is on the page. */
  readonly other: Movement | undefined;
  readonly by: ReadonlyMap<string, Movement>;
}

/** A reversed entry and its reversal link to each other. */
function ReversalPair({ row, other, by }: ReversalPairProps) {
  const formats = useFormats();
  const reversal = by.get(row.id);
  const link = (entry: Movement) => (
    <a href={`#${anchorOf(entry.id)}`}>{texts.entryOf(formats.moment(entry.occurredAt))}</a>
  );
  if (row.reversesId !== null)
    return (
      <span className={classes.pair}>
        {texts.takesBack} {other === undefined ? texts.anEarlierEntry : link(other)}
      </span>
    );
  if (reversal === undefined) return null;
  return (
    <span className={classes.pair}>
      {texts.takenBack} {link(reversal)}
    </span>
  );
}
