import { Link } from "@tanstack/react-router";
import { SAFE_ENTRY_KINDS } from "@daybook/contract/safe";
import type { SafeEntry } from "@daybook/contract/safe";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { FilteredRows } from "../../components/filtered-rows.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { safeTexts as texts } from "../../texts/en/safe.ts";
import { DepositSheet } from "./deposit-sheet.tsx";
import type { SafeSearch } from "./drawer-searches.ts";

const ALL = "all";

/** The cash in the safe, all that moved it, and deposits to the bank. */
export function SafePage() {
  const [search, change] = useAddress("/shell/safe");
  const mayDeposit = useAllowed("drawers.manage");
  const safe = trpc.drawers.safe.useQuery({});
  const formats = useFormats();
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        mayDeposit ? (
          <LinkButton to={paths.safe} search={{ ...search, sheet: "deposit" }} kind="primary">
            {texts.depositIt}
          </LinkButton>
        ) : undefined
      }
    >
      <Loaded query={safe} data={safe.data} shape="figures" lines={1}>
        {({ cashMinor }) => (
          <Figures label={texts.figures}>
            <Figure label={texts.cash} text={formats.money(cashMinor)} negative={cashMinor < 0} />
          </Figures>
        )}
      </Loaded>
      <Section title={texts.entries}>
        <Filters search={search} onChange={change} />
        <Entries search={search} />
      </Section>
      {search.sheet === "deposit" && mayDeposit ? (
        <DepositSheet
          cashMinor={safe.data?.cashMinor}
          onClose={() => change({ sheet: undefined })}
        />
      ) : null}
    </Page>
  );
}

interface FiltersProps {
  readonly search: SafeSearch;
  readonly onChange: (next: SafeSearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const today = useToday();
  return (
    <FilterBar>
      <DateRangeFilter
        value={{ from: search.from, to: search.to }}
        onChange={({ from, to }) => onChange({ from, to })}
        today={today}
      />
      <FilterSelect
        label={texts.kind}
        value={search.kind ?? ALL}
        choices={{ [ALL]: texts.everyKind, ...texts.kinds }}
        onChange={(kind) => onChange({ kind: SAFE_ENTRY_KINDS.find((one) => one === kind) })}
      />
    </FilterBar>
  );
}

function Entries({ search }: { readonly search: SafeSearch }) {
  const { kind, from, to } = search;
  const filter = { kind, from, to };
  const { list, held } = useHeldPages("drawers.safeEntries", filter);
  return (
    <FilteredRows
      list={list}
      held={held}
      waiting={texts.waiting}
      filter={filter}
      noMatches={{ title: texts.noneFound, to: paths.safe, showAll: texts.showAll }}
      empty={<EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
    >
      {(rows) => (
        <>
          <ExportLinks path="/api/safe/entries" filter={filter} print list={list} />
          <EntryTable rows={rows} />
        </>
      )}
    </FilteredRows>
  );
}

function EntryTable({ rows }: { readonly rows: readonly SafeEntry[] }) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.list}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "kind",
          title: texts.kind,
          phone: "name",
          cell: ({ kind, closing }) =>
            closing === null ? (
              <Link to={paths.safe} search={{ kind }}>
                {texts.kinds[kind]}
              </Link>
            ) : (
              <Link to={paths.closing} params={{ id: closing.id }}>
                {drawerWords.closing(closing)}
              </Link>
            ),
        },
        { key: "drawer", title: texts.drawer, cell: ({ drawer }) => drawer },
        {
          key: "when",
          title: texts.when,
          cell: ({ at }) => <span className="num">{formats.moment(at)}</span>,
        },
        { key: "who", title: texts.who, cell: ({ by }) => by },
        {
          key: "note",
          title: texts.note,
          cell: ({ reference, reason }) =>
            [reference === "" ? "" : texts.slip(reference), reason].filter(Boolean).join(", "),
        },
        {
          key: "amount",
          title: texts.amount,
          figure: true,
          phone: "number",
          cell: ({ effectMinor }) => (
            <LiveValue text={formats.money(effectMinor)} negative={effectMinor < 0} />
          ),
        },
      ]}
    />
  );
}
