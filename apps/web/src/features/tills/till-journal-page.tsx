import { Link } from "@tanstack/react-router";
import { TILL_EVENT_KINDS } from "@daybook/contract/till-events";
import type { TillEvent } from "@daybook/contract/till-events";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { FilteredRows } from "../../components/filtered-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { tillJournalTexts as texts } from "../../texts/en/till-journal.ts";
import type { TillJournalSearch } from "./till-searches.ts";

const ALL = "all";

/** What happened at the tills besides their documents. */
export function TillJournalPage() {
  const [search, change] = useAddress("/shell/reports/till-journal");
  const allowed = useAllowed("reports.read");
  return (
    <Page title={texts.title} lead={texts.lead}>
      {allowed ? (
        <>
          <Filters search={search} onChange={change} />
          <Events search={search} />
        </>
      ) : (
        <p>{texts.noAccess}</p>
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly search: TillJournalSearch;
  readonly onChange: (next: TillJournalSearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const today = useToday();
  const tills = trpc.tills.list.useQuery({});
  const names = Object.fromEntries((tills.data?.items ?? []).map(({ id, name }) => [id, name]));
  return (
    <FilterBar>
      <DateRangeFilter
        value={{ from: search.from, to: search.to }}
        onChange={({ from, to }) => onChange({ from, to })}
        today={today}
      />
      <FilterSelect
        label={texts.till}
        value={search.till ?? ALL}
        choices={{ [ALL]: texts.everyTill, ...names }}
        onChange={(till) => onChange({ till: till === ALL ? undefined : till })}
      />
      <FilterSelect
        label={texts.kind}
        value={search.kind ?? ALL}
        choices={{ [ALL]: texts.everyKind, ...texts.kinds }}
        onChange={(kind) => onChange({ kind: TILL_EVENT_KINDS.find((one) => one === kind) })}
      />
    </FilterBar>
  );
}

function Events({ search }: { readonly search: TillJournalSearch }) {
  const filter = { tillId: search.till, kind: search.kind, from: search.from, to: search.to };
  const { list, held } = useHeldPages("tills.events", filter);
  const counts = trpc.tills.eventCounts.useQuery(filter);
  return (
    <FilteredRows
      list={list}
      held={held}
      waiting={texts.waiting}
      beside={counts}
      filter={filter}
      noMatches={{ title: texts.noneFound, to: paths.tillJournal, showAll: texts.showAll }}
      empty={<EmptyState title={texts.empty} />}
    >
      {(rows) => (
        <>
          <Counts counts={counts.data?.items ?? []} />
          <EventTable rows={rows} />
          <ExportLinks path="/api/tills/events" filter={filter} print list={list} />
        </>
      )}
    </FilteredRows>
  );
}

interface CountsProps {
  readonly counts: readonly {
    readonly kind: TillEvent["kind"];
    readonly count: number;
    readonly amountMinor: number;
  }[];
}

function Counts({ counts }: CountsProps) {
  const formats = useFormats();
  return (
    <Figures label={texts.counts} line="phone">
      {counts.map(({ kind, count, amountMinor }) => (
        <Figure
          key={kind}
          small
          label={texts.kinds[kind]}
          text={formats.count(count)}
          {...(amountMinor === 0 ? {} : { compare: formats.money(amountMinor) })}
        />
      ))}
    </Figures>
  );
}

function EventTable({ rows }: { readonly rows: readonly TillEvent[] }) {
  const formats = useFormats();
  const columns: Column<TillEvent>[] = [
    {
      key: "kind",
      title: texts.kind,
      phone: "name",
      cell: ({ kind }) => (
        <Link to={paths.tillJournal} search={{ kind }}>
          {texts.kinds[kind]}
        </Link>
      ),
    },
    {
      key: "till",
      title: texts.till,
      cell: ({ till, seq }) => texts.numbered(till?.name ?? texts.noTill, formats.count(seq)),
    },
    {
      key: "when",
      title: texts.when,
      cell: ({ occurredAt }) => <span className="num">{formats.moment(occurredAt)}</span>,
    },
    { key: "who", title: texts.who, cell: ({ user }) => user.name },
    { key: "detail", title: texts.detail, cell: ({ detail }) => detail },
    {
      key: "sale",
      title: texts.sale,
      cell: ({ sale }) =>
        sale === null ? null : (
          <Link to={paths.sale} params={{ id: sale.id }} className="code">
            {sale.receiptNumber}
          </Link>
        ),
    },
    {
      key: "amount",
      title: texts.amount,
      figure: true,
      phone: "number",
      cell: ({ amountMinor }) =>
        amountMinor === 0 ? null : <span className="num">{formats.money(amountMinor)}</span>,
    },
  ];
  return <DataTable label={texts.list} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
