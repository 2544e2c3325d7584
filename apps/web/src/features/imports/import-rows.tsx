import { Link } from "@tanstack/react-router";
import { STAGED_FIELDS } from "@daybook/contract/import-fields";
import type { ImportBatch, ImportRow, ListImportRows } from "@daybook/contract/imports";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { FilterChips } from "../../components/filter-chips.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { Pill } from "../../components/pill.tsx";
import type { PillTone } from "../../components/pill.tsx";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { useListPages } from "../../lib/use-list-pages.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import { sentenceOf } from "./import-problems.ts";
import classes from "./imports.module.css";

type Show = ListImportRows["show"];

interface ImportRowsProps {
  readonly batch: ImportBatch;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  readonly onEdit: (row: number) => void;
}

/** The rows of an import, filtered by what they do. */
export function ImportRows({ batch, show, onShow, onEdit }: ImportRowsProps) {
  const list = useListPages("imports.rows", { id: batch.id, show });
  const columns = useColumns(batch, show, onEdit);
  return (
    <>
      <div className={classes.filter}>
        <FilterChips label={texts.show} value={show} choices={choicesOf(batch)} onChange={onShow} />
      </div>
      <PagedRows
        list={list}
        empty={
          <EmptyState
            title={texts.noRows}
            action={<Button onClick={() => onShow("all")}>{texts.showAll}</Button>}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={texts.rows}
            rows={rows}
            rowKey={({ row }) => String(row)}
            columns={columns}
          />
        )}
      </PagedRows>
    </>
  );
}

/** Only views that have rows; the chosen one stays while its last row is corrected. */
function choicesOf({ rows, failed, kept, state }: ImportBatch): Readonly<Record<Show, string>> {
  const isOver = state !== "preview";
  const counts: Readonly<Record<Show, number>> = {
    all: 1,
    ...rows,
    failed: isOver ? failed : 0,
    kept,
  };
  // safe because these are the keys of the texts
  const shows = Object.keys(texts.shows) as Show[];
  // safe because a view without rows is not offered, and the component takes any part of the choices
  return Object.fromEntries(
    shows.filter((one) => counts[one] > 0).map((one) => [one, texts.shows[one]]),
  ) as Readonly<Record<Show, string>>;
}

const TONES: Readonly<Record<ImportRow["state"], PillTone>> = {
  new: "normal",
  changed: "normal",
  unchanged: "plain",
  wrong: "bad",
  ignored: "plain",
};

function useColumns(
  { id, kind, state }: ImportBatch,
  show: Show,
  onEdit: (row: number) => void,
): Column<ImportRow>[] {
  const formats = useFormats();
  const columns: Column<ImportRow>[] = [
    {
      key: "name",
      title: texts.name,
      phone: "name",
      cell: ({ row, values }) => {
        const name = values.name ?? values.sku ?? values.number ?? texts.none;
        if (state !== "preview") return name;
        return (
          <Link to={paths.import} params={{ id }} search={{ show, sheet: String(row) }}>
            {name}
          </Link>
        );
      },
    },
    {
      key: "row",
      title: texts.row,
      figure: true,
      named: true,
      cell: ({ row }) => formats.count(row),
    },
    {
      key: "state",
      title: texts.state,
      phone: "number",
      cell: (row) => <Pill tone={TONES[row.state]}>{texts.rowStates[row.state]}</Pill>,
    },
    {
      key: "changes",
      title: texts.changes,
      cell: (row) => <Lines lines={changesOf(row, kind)} />,
    },
    {
      key: "problems",
      title: texts.problems,
      cell: ({ problems }) => (
        <ul className={classes.lines}>
          {problems.map((problem, index) => (
            <li key={index} className={problem.severity === "error" ? classes.error : undefined}>
              {sentenceOf(problem)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  if (state !== "preview") return columns;
  return [
    ...columns,
    {
      key: "edit",
      title: texts.edit,
      cell: ({ row, state: rowState }: ImportRow) =>
        rowState === "ignored" ? null : (
          <Button icon="edit" onClick={() => onEdit(row)}>
            {texts.edit}
          </Button>
        ),
    },
  ];
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The fields that a row sets, without the name, which is next to it unless it changes. */
function changesOf({ before, after, values }: ImportRow, kind: ImportBatch["kind"]): string[] {
  const fields = [...STAGED_FIELDS[kind], "active" as const].filter(
    (field) => field !== "description",
  );
  if (before !== null)
    return fields.flatMap((field) => {
      const now = after?.[field];
      const was = before[field];
      if (now === undefined || was === undefined) return [];
      return [texts.becomes(texts.fields[field], was === "" ? texts.none : was, now)];
    });
  const shown = after ?? values;
  return fields.flatMap((field) => {
    const value = field === "name" ? undefined : shown[field];
    return value === undefined ? [] : [texts.has(texts.fields[field], value)];
  });
}
