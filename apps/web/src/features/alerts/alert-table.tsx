import type { ReactNode } from "react";
import type { Alert } from "@daybook/contract/alerts";
import { DataTable } from "../../components/data-table.tsx";
import type { TableSelection } from "../../components/data-table.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Pill } from "../../components/pill.tsx";
import { productColumn } from "../../components/product-columns.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { alertTexts as texts } from "../../texts/en/alerts.ts";

interface AlertTableProps {
  readonly rows: readonly Alert[];
  readonly actions: (alert: Alert) => ReactNode;
  readonly selection: TableSelection<Alert> | undefined;
}

/** Alerts, newest first, with their actions in the row. */
export function AlertTable({ rows, actions, selection }: AlertTableProps) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.table}
      rows={rows}
      rowKey={({ id }) => id}
      selection={selection}
      columns={[
        productColumn(texts.product),
        { key: "state", title: texts.state, cell: (row) => <AlertState alert={row} /> },
        {
          key: "place",
          title: texts.place,
          cell: ({ location }) => location?.name ?? texts.wholeShop,
        },
        {
          key: "left",
          title: texts.left,
          figure: true,
          phone: "number",
          named: true,
          cell: ({ positionMilli }) => (
            <LiveValue text={formats.quantity(positionMilli)} negative={positionMilli < 0} />
          ),
        },
        {
          key: "reorderPoint",
          title: texts.reorderPoint,
          figure: true,
          named: true,
          cell: ({ reorderPointMilli }) =>
            reorderPointMilli === null ? null : (
              <span className="num">{formats.quantity(reorderPointMilli)}</span>
            ),
        },
        {
          key: "since",
          title: texts.since,
          cell: ({ openedAt }) => (
            <time className="num" dateTime={openedAt}>
              {formats.moment(openedAt)}
            </time>
          ),
        },
        { key: "actions", title: texts.actions, cell: actions },
      ]}
    />
  );
}

function AlertState({ alert }: { readonly alert: Alert }) {
  const { moment } = useFormats();
  const { status, severity, snoozedUntil, resolvedAt } = alert;
  if (status === "resolved")
    return (
      <>
        <Pill tone="normal">{texts.resolved}</Pill>{" "}
        {resolvedAt === null ? null : <span className="muted">{moment(resolvedAt)}</span>}
      </>
    );
  return (
    <>
      <Pill tone={severity === "out" ? "bad" : "warn"}>{texts.severities[severity]}</Pill>{" "}
      {status === "snoozed" && snoozedUntil !== null ? (
        <span className="muted">{texts.snoozedUntil(moment(snoozedUntil))}</span>
      ) : status === "dismissed" ? (
        <span className="muted">{texts.tab.dismissed}</span>
      ) : null}
    </>
  );
}
