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
  /** On a phone, where there are no headings, the title stands before the cell. */
  readonly named?: boolean;
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
  /** What the rows come to, by the key of the column; columns left out stay empty. */
  readonly foot?: Readonly<Record<string, ReactNode>>;
}

/** A table on a desk, two-line rows on a phone. The first column names the row. */
export function DataTable<Row>({ label, columns, rows, rowKey, foot }: DataTableProps<Row>) {
  return (
    <div className={classes.place}>
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
                <Cell key={column.key} column={column} first={index === 0}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr className={`${classes.row} ${classes.foot}`}>
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} first={index === 0}>
                  {foot[column.key]}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface CellProps {
  readonly column: Pick<Column<never>, "figure" | "phone" | "named" | "title">;
  readonly first: boolean;
  readonly children: ReactNode;
}

function Cell({ column, first, children }: CellProps) {
  const names = [
    column.figure === true ? classes.figure : "",
    column.phone === undefined ? classes.meta : classes[column.phone],
  ];
  const className = names.filter(Boolean).join(" ");
  if (first)
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  return (
    <td className={className} data-title={column.named === true ? column.title : undefined}>
      {children}
    </td>
  );
}
