import { useNavigate } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { showToast } from "../../components/toasts.tsx";
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
  const mayReturn = useAllowed("sales.returnWithoutReceipt");
  useOpensScannedReceipt();
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        <div className={classes.actions}>
          {mayReturn ? (
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
      {search.sheet === "return" && mayReturn ? (
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
  const places = trpc.locations.list.useQuery({ active: "all" });
  const { list, held } = useHeldPages("sales.list", filter);
  const manyPlaces = (places.data?.items.filter(({ kind }) => kind === "store").length ?? 0) > 1;
  return (
    <PagedRows
      list={list}
      held={held}
      waiting={texts.waiting}
      empty={<NoSales filter={filter} maySell={maySell} />}
    >
      {(rows) => (
        <>
          <SalesTotals filter={filter} />
          <ExportLinks path="/api/sales" filter={filter} />
          <SaleTable label={texts.list} rows={rows} withLocation={manyPlaces} />
        </>
      )}
    </PagedRows>
  );
}

function NoSales({ filter, maySell }: SaleListProps) {
  if (isFiltered(filter))
    return <NoMatches title={texts.noneFound} to={paths.sales} showAll={texts.showAll} />;
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
