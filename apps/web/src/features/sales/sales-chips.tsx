import { Chip, Chips } from "../../components/chips.tsx";
import { trpc } from "../../lib/trpc.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import type { SalesSearch } from "./sales-searches.ts";

interface SalesChipsProps {
  readonly search: SalesSearch;
  readonly onChange: (next: SalesSearch) => void;
}

/** The customer and product filters set by a link. */
export function SalesChips({ search, onChange }: SalesChipsProps) {
  if (search.customer === undefined && search.product === undefined) return null;
  return (
    <Chips label={texts.narrowedTo}>
      {search.customer === undefined ? null : (
        <CustomerChip id={search.customer} onRemove={() => onChange({ customer: undefined })} />
      )}
      {search.product === undefined ? null : (
        <ProductChip id={search.product} onRemove={() => onChange({ product: undefined })} />
      )}
    </Chips>
  );
}

interface OneChipProps {
  readonly id: string;
  readonly onRemove: () => void;
}

function CustomerChip({ id, onRemove }: OneChipProps) {
  const name = trpc.customers.get.useQuery({ id }).data?.name ?? "…";
  return (
    <Chip removeLabel={texts.takeOff(name)} onRemove={onRemove}>
      {texts.ofCustomer(name)}
    </Chip>
  );
}

function ProductChip({ id, onRemove }: OneChipProps) {
  const name = trpc.products.get.useQuery({ id }).data?.name ?? "…";
  return (
    <Chip removeLabel={texts.takeOff(name)} onRemove={onRemove}>
      {texts.ofProduct(name)}
    </Chip>
  );
}
