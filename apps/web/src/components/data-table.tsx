import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the right so that their decimals line up. */
  readonly figure?: boolean;
  /** Where the cell stands in the two-line row of a phone; left out, on the second line. */
  readonly phone?: "name" | "number" | "hidden";
  /** Says how the rows are ordered by this column now. */
  readonly sorted?: "ascending";
  /** The heading itself, where it can be pressed to sort. */
  readonly heading?: ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A table on a desk, two-line rows on a phone. The first column names the row. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead className={classes.head}>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.figure === true ? classes.figure : undefined}
              aria-sort={column.sorted}
            >
              {column.heading ?? column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={classes.row}>
            {columns.map((column, index) => (
              <Cell key={column.key} column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly first: boolean;
}

function Cell<Row>({ column, row, first }: CellProps<Row>) {
  const names = [
    column.figure === true ? classes.figure : "",
    column.phone === undefined ? classes.meta : classes[column.phone],
  ];
  const className = names.filter(Boolean).join(" ");
  const content = column.cell(row);
  if (first)
    return (
      <th scope="row" className={className}>
        {content}
      </th>
    );
  return <td className={className}>{content}</td>;
}
