import type { ReactNode } from "react";
import type { Alert } from "@daybook/contract/alerts";
import { DataTable } from "../../components/data-table.tsx";
import type { TableSelection } from "../../components/data-table.tsx";
import { Pill } from "../../components/pill.tsx";
import { productColumn } from "../../components/product-columns.tsx";
import {
  ruleLocationColumn,
  SeverityPill,
  stockLeftColumn,
} from "../../components/stock-columns.tsx";
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
        ruleLocationColumn(texts.place, texts.wholeShop),
        stockLeftColumn(texts.left, formats),
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
      <SeverityPill severity={severity}>{texts.severities[severity]}</SeverityPill>{" "}
      {status === "snoozed" && snoozedUntil !== null ? (
        <span className="muted">{texts.snoozedUntil(moment(snoozedUntil))}</span>
      ) : status === "dismissed" ? (
        <span className="muted">{texts.tab.dismissed}</span>
      ) : null}
    </>
  );
}
