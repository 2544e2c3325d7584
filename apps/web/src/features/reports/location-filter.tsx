import { FilterSelect } from "../../components/filter-bar.tsx";
import { Pending } from "../../components/notices.tsx";
import { trpc } from "../../lib/trpc.ts";
import { reportTexts as texts } from "../../texts/en/reports.ts";

interface LocationFilterProps {
  readonly value: string | undefined;
  readonly onChange: (location: string | undefined) => void;
  /** Whether all locations are offered or only sellable ones. */
  readonly of: "selling" | "keeping";
}

const ALL = "all";

/** A filter by location; hidden in a shop with one location. */
export function LocationFilter({ value, onChange, of }: LocationFilterProps) {
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const places = (locations.data?.items ?? []).filter(
    ({ id, kind, active }) => id === value || (active && (of === "keeping" || kind === "store")),
  );
  if (locations.isLoading) return <Pending />;
  if (places.length < 2 && value === undefined) return null;
  const names = Object.fromEntries(places.map(({ id, path }) => [id, path.join(" › ")]));
  return (
    <FilterSelect
      label={texts.location}
      value={value ?? ALL}
      choices={{ [ALL]: texts.wholeShop, ...names }}
      onChange={(location) => onChange(location === ALL ? undefined : location)}
    />
  );
}
