import { useNavigate } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import type { SaleRow } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { showToast } from "../../components/toasts.tsx";
import { WaitingRows } from "../../components/waiting-rows.tsx";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { ReturnWithoutReceiptSheet } from "../returns/return-without-receipt-sheet.tsx";
import classes from "./sale-page.module.css";
import { SaleTable } from "./sale-table.tsx";
import { findReceipt } from "../receipts/find-receipt.ts";
import { isFiltered, salesFilter } from "./sales-filter.ts";
import type { SalesFilter } from "./sales-filter.ts";
import { SalesFilters } from "./sales-filters.tsx";
import { SalesTotals } from "./sales-totals.tsx";

/** Sales and returns, newest first, live. */
export function SalesPage() {
  const [search, change] = useAddress("/shell/sales");
  const navigate = useNavigate();
  const maySell = useAllowed("sales.ringUp");
  const mayTakeBack = useAllowed("sales.returnWithoutReceipt");
  useOpensScannedReceipt();
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        <div className={classes.actions}>
          {mayTakeBack ? (
            <LinkButton to={paths.sales} search={{ ...search, sheet: "return" }}>
              {texts.returnWithoutReceipt}
            </LinkButton>
          ) : null}
          {maySell ? (
            <LinkButton to={paths.sell} kind="primary">
              {texts.openTill}
            </LinkButton>
          ) : null}
        </div>
      }
    >
      <SalesFilters search={search} onChange={change} />
      <SaleList filter={salesFilter(search)} maySell={maySell} />
      {search.sheet === "return" && mayTakeBack ? (
        <ReturnWithoutReceiptSheet
          onClose={() => change({ sheet: undefined })}
          onSaved={({ id }) => void navigate({ to: paths.sale, params: { id } })}
        />
      ) : null}
    </Page>
  );
}

/** A receipt's barcode is its number: scanning it opens the sale. */
function useOpensScannedReceipt(): void {
  const { client } = trpc.useUtils();
  const navigate = useNavigate();
  const openReceipt = async (code: string) => {
    try {
      const sale = await findReceipt(client, code);
      if (sale === null) showToast({ text: texts.noReceipt(code) });
      else await navigate({ to: paths.sale, params: { id: sale.id } });
    } catch {
      showToast({ text: texts.scanFailed(code) });
    }
  };
  useScans((code) => void openReceipt(code));
}

interface SaleListProps {
  readonly filter: SalesFilter;
  readonly maySell: boolean;
}

function SaleList({ filter, maySell }: SaleListProps) {
  const { client } = trpc.useUtils();
  const places = trpc.locations.list.useQuery({ active: "all" });
  const { list, held } = useHeldPages<SalesFilter, SaleRow>({
    queryKey: getQueryKey(trpc.sales.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.sales.list.query(input, { signal }),
  });
  if (held === undefined) return <NotLoaded query={list} lines={8} />;
  if (held.rows.length === 0) return <NoSales filter={filter} maySell={maySell} />;
  const manyPlaces = (places.data?.items.filter(({ kind }) => kind === "store").length ?? 0) > 1;
  return (
    <>
      <SalesTotals filter={filter} />
      <WaitingRows held={held} label={texts.waiting} />
      <ExportLinks path="/api/sales" filter={filter} />
      <SaleTable label={texts.list} rows={held.rows} withLocation={manyPlaces} />
      <MoreRows list={list} />
    </>
  );
}

function NoSales({ filter, maySell }: SaleListProps) {
  if (isFiltered(filter))
    return (
      <EmptyState
        title={texts.noneFound}
        action={
          <LinkButton to={paths.sales} search={{}}>
            {texts.showAll}
          </LinkButton>
        }
      />
    );
  return (
    <EmptyState
      title={texts.emptyTitle}
      action={
        maySell ? (
          <LinkButton to={paths.sell} kind="primary">
            {texts.openTill}
          </LinkButton>
        ) : null
      }
    >
      {texts.empty}
    </EmptyState>
  );
}
