import { Figure, Figures } from "../../components/figures.tsx";
import { Loaded } from "../../components/notices.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import type { SalesFilter } from "./sales-filter.ts";

/** The totals of all rows, not only of the loaded ones. */
export function SalesTotals({ filter }: { readonly filter: SalesFilter }) {
  const query = trpc.sales.totals.useQuery(filter, { placeholderData: (before) => before });
  const formats = useFormats();
  return (
    <Loaded query={query} data={query.data} lines={1}>
      {({ takingsMinor, sales, returns, voided, unitsMilli }) => (
        <Figures label={texts.totals} line="phone">
          <Figure
            small
            label={texts.takings}
            text={formats.money(takingsMinor)}
            negative={takingsMinor < 0}
            compare={texts.takingsOf}
          />
          <Figure small label={texts.sales} text={formats.count(sales)} />
          <Figure small label={texts.returns} text={formats.count(returns)} />
          <Figure small label={texts.voidedCount} text={formats.count(voided)} />
          <Figure small label={texts.units} text={formats.quantity(unitsMilli)} />
        </Figures>
      )}
    </Loaded>
  );
}
