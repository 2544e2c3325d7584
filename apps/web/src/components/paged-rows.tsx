import type { ComponentProps, ReactNode } from "react";
import type { HeldList } from "../lib/use-held-rows.ts";
import { Button } from "./button.tsx";
import { MoreRows } from "./more-rows.tsx";
import { Loaded } from "./notices.tsx";
import type { Reading } from "./notices.tsx";

interface PagedRowsProps<Row> {
  readonly list: Reading &
    ComponentProps<typeof MoreRows>["list"] & { readonly rows: readonly Row[] | undefined };
  /** Shown instead of the list's own rows: new ones are shown on request. */
  readonly held?: HeldList<Row> | undefined;
  /** The label of the button that shows new rows. */
  readonly waiting?: (count: number) => string;
  /** A second query that the rows need. */
  readonly beside?: Reading & { readonly data: unknown };
  /** The number of grey lines before the first page is loaded. */
  readonly lines?: number;
  /** Shown instead of a list without rows. */
  readonly empty?: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A paged list in all its states: loading, failed, empty, outdated, and the end that loads more. */
export function PagedRows<Row>(props: PagedRowsProps<Row>) {
  const { list, held, waiting, beside, lines = 8, empty, children } = props;
  const isHere = beside === undefined || beside.data !== undefined;
  return (
    <Loaded
      query={beside === undefined ? list : [list, beside]}
      data={isHere ? (held?.rows ?? list.rows) : undefined}
      lines={lines}
    >
      {(rows) => (
        <>
          {held === undefined || held.waiting === 0 ? null : (
            <Button onClick={held.release}>{waiting?.(held.waiting)}</Button>
          )}
          {rows.length === 0 && empty !== undefined ? (
            empty
          ) : (
            <>
              {children(rows)}
              <MoreRows list={list} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
