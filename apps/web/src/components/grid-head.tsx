import type { CSSProperties } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { ChooseAllBox } from "./choose-boxes.tsx";
import classes from "./data-grid.module.css";
import type { ShownColumn } from "./grid-columns.ts";
import type { GridSelection } from "./grid-selection.ts";

interface GridHeadProps<Row> {
  readonly shown: readonly ShownColumn<Row>[];
  readonly template: CSSProperties;
  readonly narrow: boolean;
  readonly selection: Pick<GridSelection<Row>, "all" | "chooseAll"> | undefined;
}

/** The headings; those of sortable columns are buttons. On a phone they are for screen readers only. */
export function GridHead<Row>({ shown, template, narrow, selection }: GridHeadProps<Row>) {
  return (
    <thead className={narrow ? classes.headUnseen : classes.head}>
      <tr aria-rowindex={1} className={classes.headRow} style={template}>
        {selection === undefined || narrow ? null : (
          <th scope="col" className={classes.choose}>
            <ChooseAllBox
              name={texts.chooseAll}
              all={selection.all}
              onChoose={selection.chooseAll}
            />
          </th>
        )}
        {shown.map(({ column, sorted, toggleSort }) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={sorted}
            className={`${column.figure === true ? classes.figureHeading : classes.heading} ${column.screenOnly === true ? "screen-only" : ""}`}
          >
            {sorted === undefined || narrow ? (
              column.title
            ) : (
              <button type="button" className={classes.sort} onClick={toggleSort}>
                {column.title}
                <span aria-hidden="true">
                  {sorted === "ascending" ? "↑" : sorted === "descending" ? "↓" : ""}
                </span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
