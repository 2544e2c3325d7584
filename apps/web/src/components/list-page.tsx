import type { LinkProps } from "@tanstack/react-router";
import { Fragment } from "react";
import type { ReactNode } from "react";
import type { Shown } from "../lib/list-search.ts";
import { useShortcuts } from "../lib/shortcuts.tsx";
import { LinkButton } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import type { Column } from "./data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "./filter-bar.tsx";
import { NoMatches } from "./no-matches.tsx";
import { EmptyState, Loaded } from "./notices.tsx";
import type { Reading } from "./notices.tsx";
import { Page } from "./page.tsx";
import { useRowSelection } from "./use-row-selection.ts";
import type { RowSelection } from "./use-row-selection.ts";

/** The search parameters of a list. */
interface ListSearch {
  readonly show?: Shown | undefined;
  /** "new", or the id of the record whose sheet is open. */
  readonly sheet?: string | undefined;
}

interface ListTexts {
  readonly title: string;
  readonly lead: ReactNode;
  readonly add: string;
  /** Names the table. */
  readonly list: string;
  readonly show?: string;
  readonly shows?: Readonly<Record<Shown, string>>;
  readonly search?: string;
  readonly clear?: string;
  readonly noneFound?: (query: string) => string;
  readonly noneFoundHint?: string;
  /** Shown if no records match the current state filter. */
  readonly noneHere?: string;
  /** Clears the filters: active records are shown by default. */
  readonly showActive?: string;
  /** Shown if there are no records at all. */
  readonly emptyTitle?: string;
  readonly empty?: string;
}

/** The typed search text, and the current search. */
interface Finder {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly query: string;
}

interface ListProps<Row> {
  /** The address of the page. */
  readonly path: NonNullable<LinkProps["to"]>;
  readonly texts: ListTexts;
  readonly search: ListSearch;
  /** Whether this user may create and edit records. */
  readonly mayChange: boolean;
  /** Undefined if the list has no search. */
  readonly finder?: Finder;
  readonly query: Reading;
  readonly rows: readonly Row[] | undefined;
  /** More rows are loading: an empty list may still get some. */
  readonly unfinished?: boolean;
  /** The number of placeholder lines. */
  readonly lines?: number;
  readonly columns: readonly Column<Row>[];
  readonly above?: (rows: readonly Row[]) => ReactNode;
  readonly below?: ReactNode;
  /** The bulk actions; without them rows cannot be selected. */
  readonly many?: (selection: RowSelection<Row>) => ReactNode;
}

interface ListPageProps<Row> extends ListProps<Row> {
  readonly onChange: (
    next: Pick<ListSearch, "show"> & { readonly sheet?: "new" | undefined },
  ) => void;
  /** Replaces the add button for users without the permission. */
  readonly mayNot?: ReactNode;
  readonly newSheet: (close: () => void) => ReactNode;
  /** Undefined if records have their own page. */
  readonly editSheet?: (row: Row, close: () => void) => ReactNode;
  /** Content after the list. */
  readonly children?: ReactNode;
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** The page of one kind of record: a filterable table, and the sheets that create and edit a record. */
export function ListPage<Row extends Listed>(props: ListPageProps<Row>) {
  const { texts, search, onChange, mayChange, finder } = props;
  const close = () => onChange({ sheet: undefined });
  const changed = props.rows?.find(({ id }) => id === search.sheet);
  useShortcuts([
    { keys: "n", label: texts.add, run: () => onChange({ sheet: "new" }), when: mayChange },
  ]);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={mayChange ? <AddLink {...props} kind="primary" /> : props.mayNot}
    >
      {texts.shows === undefined ? null : (
        <FilterBar>
          {finder === undefined ? null : (
            <SearchBox
              label={texts.search ?? ""}
              clearLabel={texts.clear ?? ""}
              value={finder.typed}
              onChange={finder.type}
            />
          )}
          <FilterSelect
            label={texts.show ?? ""}
            value={search.show ?? "active"}
            choices={texts.shows}
            onChange={(show) => onChange({ show: show === "active" ? undefined : show })}
          />
        </FilterBar>
      )}
      <List {...props} />
      {props.children}
      {search.sheet === "new" && mayChange ? props.newSheet(close) : null}
      {changed !== undefined && mayChange ? (
        <Fragment key={changed.id}>{props.editSheet?.(changed, close)}</Fragment>
      ) : null}
    </Page>
  );
}

function List<Row extends Listed>(props: ListProps<Row>) {
  const { texts, query, rows, lines, columns, many, mayChange, unfinished = false } = props;
  const selection = useRowSelection(rows, ({ name }) => name);
  return (
    <Loaded
      query={query}
      data={rows}
      empty={unfinished ? undefined : <NoRows {...props} />}
      {...(lines === undefined ? {} : { lines })}
    >
      {(shown) => (
        <>
          {props.above?.(shown)}
          <DataTable
            label={texts.list}
            rows={shown}
            rowKey={({ id }) => id}
            columns={columns}
            selection={mayChange && many !== undefined ? selection : undefined}
          />
          {props.below}
          {selection.chosen.length > 0 ? many?.(selection) : null}
        </>
      )}
    </Loaded>
  );
}

type NoRowsProps = Pick<ListProps<never>, "path" | "texts" | "search" | "mayChange" | "finder">;

function NoRows(props: NoRowsProps) {
  const { path, texts, search, mayChange, finder } = props;
  if (finder !== undefined && finder.query !== "")
    return (
      <NoMatches title={texts.noneFound?.(finder.query) ?? ""} to={path} showAll={texts.showActive}>
        {texts.noneFoundHint}
      </NoMatches>
    );
  if (texts.emptyTitle === undefined || search.show === "inactive")
    return <NoMatches title={texts.noneHere ?? ""} to={path} showAll={texts.showActive} />;
  return (
    <EmptyState title={texts.emptyTitle} action={mayChange ? <AddLink {...props} /> : null}>
      {texts.empty}
    </EmptyState>
  );
}

interface AddLinkProps extends Pick<NoRowsProps, "path" | "texts" | "search"> {
  readonly kind?: "primary" | "plain";
}

function AddLink({ path, texts, search, kind = "plain" }: AddLinkProps) {
  return (
    <LinkButton to={path} search={{ ...search, sheet: "new" }} kind={kind} icon="plus">
      {texts.add}
    </LinkButton>
  );
}
