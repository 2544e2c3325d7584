import type { PastSales } from "@daybook/contract/past-sales";
import { FilterSelect } from "../../components/filter-bar.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { reportTexts } from "../../texts/en/reports.ts";

const texts = reportTexts.sales;

interface PastFilterProps {
  readonly value: PastSales;
  readonly onChange: (past: PastSales) => void;
}

/** Whether sales of a former system are included; hidden in a shop without any. */
export function PastFilter({ value, onChange }: PastFilterProps) {
  const seesSales = useAllowed("sales.read");
  const query = trpc.pastSales.list.useQuery({ limit: 1 }, { enabled: seesSales });
  if (value === "with" && (query.data?.items.length ?? 0) === 0) return null;
  return (
    <FilterSelect label={texts.past} value={value} choices={texts.pasts} onChange={onChange} />
  );
}
