import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { DateRangeFilter } from "../../components/date-range.tsx";
import { FilterBar, FilterSelect, SearchBox } from "../../components/filter-bar.tsx";
import { useAllowed, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddressText } from "../../lib/use-address-text.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { CustomerFilter } from "./customer-filter.tsx";
import { SalesChips } from "./sales-chips.tsx";
import type { SalesSearch } from "./sales-searches.ts";

interface SalesFiltersProps {
  readonly search: SalesSearch;
  readonly onChange: (next: SalesSearch) => void;
}

const ALL = "all";

/** The filters of the list of sales, stored in the address. */
export function SalesFilters({ search, onChange }: SalesFiltersProps) {
  const today = useToday();
  const [typed, type] = useAddressText(search.q, (q) => onChange({ q }));
  const [more, setMore] = useState(false);
  const narrowed =
    search.kind !== undefined ||
    search.status !== undefined ||
    search.location !== undefined ||
    search.seller !== undefined;
  return (
    <>
      <FilterBar>
        <SearchBox label={texts.search} clearLabel={texts.clear} value={typed} onChange={type} />
        <DateRangeFilter
          value={{ from: search.from, to: search.to }}
          onChange={({ from, to }) => onChange({ from, to })}
          today={today}
        />
        {more || narrowed ? (
          <MoreFilters search={search} onChange={onChange} />
        ) : (
          <Button onClick={() => setMore(true)}>{texts.moreFilters}</Button>
        )}
      </FilterBar>
      <SalesChips search={search} onChange={onChange} />
    </>
  );
}

function MoreFilters({ search, onChange }: SalesFiltersProps) {
  const seesPeople = useAllowed("users.read");
  const seesCustomers = useAllowed("customers.read");
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const users = trpc.users.list.useQuery({ active: "all" }, { enabled: seesPeople });
  const places = locations.data?.items.filter(({ kind }) => kind === "store") ?? [];
  const people = users.data?.items ?? [];
  return (
    <>
      <FilterSelect
        label={texts.kind}
        value={search.kind ?? ALL}
        choices={texts.kinds}
        onChange={(kind) => onChange({ kind: kind === ALL ? undefined : kind })}
      />
      <FilterSelect
        label={texts.state}
        value={search.status ?? ALL}
        choices={texts.statuses}
        onChange={(status) => onChange({ status: status === ALL ? undefined : status })}
      />
      {places.length > 1 || search.location !== undefined ? (
        <FilterSelect
          label={texts.location}
          value={search.location ?? ALL}
          choices={{ [ALL]: texts.everyLocation, ...namesOf(places) }}
          onChange={(location) => onChange({ location: location === ALL ? undefined : location })}
        />
      ) : null}
      {people.length > 1 || (seesPeople && search.seller !== undefined) ? (
        <FilterSelect
          label={texts.seller}
          value={search.seller ?? ALL}
          choices={{ [ALL]: texts.everySeller, ...namesOf(people) }}
          onChange={(seller) => onChange({ seller: seller === ALL ? undefined : seller })}
        />
      ) : null}
      {seesCustomers ? <CustomerFilter onPick={(customer) => onChange({ customer })} /> : null}
    </>
  );
}

function namesOf(
  rows: readonly { readonly id: string; readonly name: string }[],
): Record<string, string> {
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
