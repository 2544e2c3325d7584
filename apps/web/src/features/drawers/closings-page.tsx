import { Link } from "@tanstack/react-router";
import type { ClosingRow } from "@daybook/contract/drawers";
import { DataTable } from "../../components/data-table.tsx";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { ExportLinks } from "../../components/export-links.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { FilteredRows } from "../../components/filtered-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useFormats, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { closingsTexts as texts } from "../../texts/en/closings.ts";
import { closingNo, drawerWords } from "../../texts/en/drawers.ts";
import { DrawerDifference } from "./drawer-difference.tsx";
import type { ClosingsSearch } from "./drawer-searches.ts";

const ALL = "all";

/** The closing reports of the shop, newest first. */
export function ClosingsPage() {
  const [search, change] = useAddress("/shell/closings");
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Filters search={search} onChange={change} />
      <Closings search={search} />
    </Page>
  );
}

interface FiltersProps {
  readonly search: ClosingsSearch;
  readonly onChange: (next: ClosingsSearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const today = useToday();
  const drawers = trpc.drawers.list.useQuery({});
  const names = Object.fromEntries((drawers.data?.items ?? []).map(({ id, name }) => [id, name]));
  return (
    <FilterBar>
      <DateRangeFilter
        value={{ from: search.from, to: search.to }}
        onChange={({ from, to }) => onChange({ from, to })}
        today={today}
      />
      <FilterSelect
        label={texts.drawer}
        value={search.drawer ?? ALL}
        choices={{ [ALL]: texts.everyDrawer, ...names }}
        onChange={(drawer) => onChange({ drawer: drawer === ALL ? undefined : drawer })}
      />
    </FilterBar>
  );
}

function Closings({ search }: { readonly search: ClosingsSearch }) {
  const filter = { drawerId: search.drawer, from: search.from, to: search.to };
  const { list, held } = useHeldPages("drawers.closings", filter);
  return (
    <FilteredRows
      list={list}
      held={held}
      waiting={texts.waiting}
      filter={filter}
      noMatches={{ title: texts.noneFound, to: paths.closings, showAll: texts.showAll }}
      empty={<EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
    >
      {(rows) => (
        <>
          <ExportLinks path="/api/closings" filter={filter} print list={list} />
          <ClosingTable rows={rows} />
        </>
      )}
    </FilteredRows>
  );
}

function ClosingTable({ rows }: { readonly rows: readonly ClosingRow[] }) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.list}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          title: texts.number,
          phone: "name",
          cell: ({ id, supplementOf, ...closing }) => (
            <>
              <Link to={paths.closing} params={{ id }}>
                {closingNo(closing)}
              </Link>
              {supplementOf === null ? null : (
                <span className="muted"> {drawerWords.supplementOf(supplementOf)}</span>
              )}
            </>
          ),
        },
        { key: "drawer", title: texts.drawer, cell: ({ drawer }) => drawer },
        {
          key: "closed",
          title: texts.closedAt,
          cell: ({ closedAt }) => <span className="num">{formats.moment(closedAt)}</span>,
        },
        { key: "by", title: texts.closedBy, cell: ({ closedBy }) => closedBy },
        {
          key: "difference",
          title: texts.difference,
          figure: true,
          phone: "number",
          cell: ({ differenceMinor, timesCounted }) => (
            <>
              <DrawerDifference minor={differenceMinor} />
              {timesCounted < 2 ? null : (
                <span className="muted"> {texts.counts(timesCounted)}</span>
              )}
            </>
          ),
        },
        {
          key: "overnight",
          title: drawerWords.overnight,
          figure: true,
          named: true,
          cell: ({ overnightMinor }) => <DrawerDifference minor={overnightMinor} />,
        },
      ]}
    />
  );
}
