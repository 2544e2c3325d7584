import { paths } from "../../lib/paths.ts";
import { Chip, Chips } from "../../components/chips.tsx";
import { FilterBar, FilterSelect } from "../../components/filter-bar.tsx";
import { FilteredRows } from "../../components/filtered-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useHeldPages } from "../../lib/use-held-pages.ts";
import { auditTexts as texts } from "../../texts/en/audit.ts";
import { entityText } from "./audit-changes.ts";
import { AuditTable } from "./audit-table.tsx";
import type { AuditSearch } from "./report-searches.ts";

const ALL = "all";

/** The audit log, with readable fields. */
export function AuditPage() {
  const [search, change] = useAddress("/shell/audit");
  const allowed = useAllowed("reports.audit");
  return (
    <Page title={texts.title} lead={texts.lead}>
      {allowed ? (
        <>
          <AuditFilters search={search} onChange={change} />
          <AuditRows search={search} />
        </>
      ) : (
        <p>{texts.noAccess}</p>
      )}
    </Page>
  );
}

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly onChange: (next: AuditSearch) => void;
}

function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const seesPeople = useAllowed("users.read");
  const users = trpc.users.list.useQuery({ active: "all" }, { enabled: seesPeople });
  const people = Object.fromEntries((users.data?.items ?? []).map(({ id, name }) => [id, name]));
  const entities: Readonly<Record<string, string>> = { [ALL]: texts.everything, ...texts.entities };
  const actions: Readonly<Record<string, string>> = { [ALL]: texts.everyAction, ...texts.actions };
  const chosen = (value: string) => (value === ALL ? undefined : value);
  return (
    <>
      <FilterBar>
        {seesPeople ? (
          <FilterSelect
            label={texts.who}
            value={search.user ?? ALL}
            choices={{ [ALL]: texts.everyone, ...people }}
            onChange={(user) => onChange({ user: chosen(user) })}
          />
        ) : null}
        <FilterSelect
          label={texts.what}
          value={search.action ?? ALL}
          choices={actions}
          onChange={(action) => onChange({ action: chosen(action) })}
        />
        <FilterSelect
          label={texts.about}
          value={search.entity ?? ALL}
          choices={entities}
          onChange={(entity) => onChange({ entity: chosen(entity), id: undefined })}
        />
      </FilterBar>
      {search.id === undefined ? null : (
        <Chips label={texts.narrowedTo}>
          <Chip removeLabel={texts.takeOff} onRemove={() => onChange({ id: undefined })}>
            {texts.one(entityText(search.entity ?? "").toLowerCase())}
          </Chip>
        </Chips>
      )}
    </>
  );
}

function AuditRows({ search }: { readonly search: AuditSearch }) {
  const filter = {
    userId: search.user,
    entity: search.entity,
    entityId: search.id,
    action: search.action,
  };
  const { list, held } = useHeldPages("reports.audit", filter);
  return (
    <FilteredRows
      list={list}
      held={held}
      waiting={texts.waiting}
      filter={filter}
      noMatches={{ title: texts.noneFound, to: paths.audit, showAll: texts.showAll }}
      empty={<EmptyState title={texts.empty} />}
    >
      {(rows) => <AuditTable rows={rows} />}
    </FilteredRows>
  );
}
