import type { CashEntry } from "@daybook/contract/drawers";
import { DataTable } from "../../components/data-table.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { safeTexts as texts } from "../../texts/en/safe.ts";
import type { SafeSearch } from "./drawer-searches.ts";

/** The cash in the safe and how it got there. */
export function SafePage() {
  const [search] = useAddress("/shell/safe");
  const safe = trpc.drawers.safe.useQuery({});
  const formats = useFormats();
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded query={safe} data={safe.data} lines={1}>
        {({ cashMinor }) => (
          <Figures label={texts.figures}>
            <Figure label={texts.cash} text={formats.money(cashMinor)} negative={cashMinor < 0} />
          </Figures>
        )}
      </Loaded>
      <Entries search={search} />
    </Page>
  );
}

function Entries({ search }: { readonly search: SafeSearch }) {
  const { kind, from, to } = search;
  const { list, held } = useHeldPages("drawers.entries", { kind, from, to });
  return (
    <PagedRows
      list={list}
      held={held}
      waiting={texts.waiting}
      empty={<EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
    >
      {(rows) => <EntryTable rows={rows} />}
    </PagedRows>
  );
}

function EntryTable({ rows }: { readonly rows: readonly CashEntry[] }) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.list}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "what",
          title: texts.what,
          phone: "name",
          cell: ({ kind }) => drawerWords.kinds[kind],
        },
        { key: "drawer", title: texts.drawer, cell: ({ drawer }) => drawer },
        {
          key: "when",
          title: texts.when,
          cell: ({ at }) => <span className="num">{formats.moment(at)}</span>,
        },
        { key: "who", title: texts.who, cell: ({ by }) => by },
        { key: "note", title: texts.note, cell: ({ reason }) => reason },
        {
          key: "amount",
          title: texts.amount,
          figure: true,
          phone: "number",
          cell: ({ amountMinor }) => <span className="num">{formats.money(amountMinor)}</span>,
        },
      ]}
    />
  );
}
