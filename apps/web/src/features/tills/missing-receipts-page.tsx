import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { MISSING_RECEIPT_STATES } from "@daybook/contract/missing-receipt-states";
import type { MissingReceipt } from "@daybook/contract/missing-receipts";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { FilteredRows } from "../../components/filtered-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats, useShop } from "../../lib/shop-context.tsx";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { missingReceiptTexts as texts } from "../../texts/en/missing-receipts.ts";
import { SettleReceiptSheet } from "./settle-receipt-sheet.tsx";

const ALL = "all";

/** The receipts that exist on paper and that the records did not contain. */
export function MissingReceiptsPage() {
  const allowed = useAllowed("reports.read");
  return (
    <Page title={texts.title} lead={texts.lead}>
      {allowed ? <Receipts /> : <p>{texts.noAccess}</p>}
    </Page>
  );
}

function Receipts() {
  const [search, change] = useAddress("/shell/reports/missing-receipts");
  const [settling, setSettling] = useState<MissingReceipt | null>(null);
  const filter = { state: search.state };
  const { list, held } = useHeldPages("missingReceipts.list", filter);
  return (
    <>
      <LastRestore />
      <FilterBar>
        <FilterSelect
          label={texts.state}
          value={search.state ?? ALL}
          choices={{ [ALL]: texts.everyState, ...texts.states }}
          onChange={(state) =>
            change({ state: MISSING_RECEIPT_STATES.find((one) => one === state) })
          }
        />
      </FilterBar>
      <FilteredRows
        list={list}
        held={held}
        waiting={texts.waiting}
        filter={filter}
        noMatches={{ title: texts.noneFound, to: paths.missingReceipts, showAll: texts.showAll }}
        empty={<EmptyState title={texts.empty} />}
      >
        {(rows) => (
          <>
            <ReceiptTable rows={rows} onSettle={setSettling} />
            <ExportLinks path="/api/missing-receipts" filter={filter} print list={list} />
          </>
        )}
      </FilteredRows>
      {settling === null ? null : (
        <SettleReceiptSheet receipt={settling} onClose={() => setSettling(null)} />
      )}
    </>
  );
}

/** Says up to when the restored backup reaches. */
function LastRestore() {
  const { restored } = useShop().settings;
  const formats = useFormats();
  if (restored === null) return null;
  const at = formats.moment(restored.at);
  return (
    <p>
      {restored.lastSaleAt === null
        ? texts.restoredEmpty(at)
        : texts.restored(at, formats.moment(restored.lastSaleAt))}
    </p>
  );
}

interface ReceiptTableProps {
  readonly rows: readonly MissingReceipt[];
  readonly onSettle: (receipt: MissingReceipt) => void;
}

function ReceiptTable({ rows, onSettle }: ReceiptTableProps) {
  const maySettle = useAllowed("tills.manage");
  const columns: Column<MissingReceipt>[] = [
    ...useColumns(),
    {
      key: "settle",
      title: texts.settle,
      cell: (row) =>
        row.state === "open" && maySettle ? (
          <Button onClick={() => onSettle(row)}>{texts.settle}</Button>
        ) : (
          row.reason
        ),
    },
  ];
  return <DataTable label={texts.list} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function useColumns(): Column<MissingReceipt>[] {
  const formats = useFormats();
  return [
    {
      key: "receipt",
      title: texts.receipt,
      phone: "name",
      cell: ({ receiptNumber }) => <span className="code">{receiptNumber}</span>,
    },
    { key: "state", title: texts.state, cell: ({ state }) => texts.states[state] },
    { key: "till", title: texts.till, cell: ({ till }) => till || texts.noTill },
    { key: "seller", title: texts.seller, cell: ({ seller }) => seller },
    {
      key: "when",
      title: texts.when,
      cell: ({ occurredAt }) =>
        occurredAt === null ? (
          texts.onlyNumber
        ) : (
          <span className="num">{formats.moment(occurredAt)}</span>
        ),
    },
    {
      key: "again",
      title: texts.again,
      cell: ({ recordedAs }) =>
        recordedAs === null ? null : (
          <Link to={paths.sale} params={{ id: recordedAs.id }} className="code">
            {recordedAs.receiptNumber}
          </Link>
        ),
    },
    {
      key: "total",
      title: texts.total,
      figure: true,
      phone: "number",
      cell: ({ totalMinor }) =>
        totalMinor === null ? null : <span className="num">{formats.money(totalMinor)}</span>,
    },
  ];
}
