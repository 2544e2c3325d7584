import { DataTable } from "../../components/data-table.tsx";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";

interface CashOfDayProps {
  /** Whether all drawers are closed. Before, only the cash outside them is shown: a count is made without the rest. */
  readonly whole: boolean;
}

/** Today's cash by drawer, and what is in none of them. Nothing while a query runs, or if it fails. */
export function CashOfDay({ whole }: CashOfDayProps) {
  const { money, count } = useFormats();
  const { data } = trpc.drawers.cashOfDay.useQuery({});
  if (data === undefined) return null;
  const rows = data.items.filter(({ drawer }) => whole || drawer === null);
  const outside = data.items.at(-1);
  if (!whole && outside?.documents === 0) return null;
  return (
    <Section title={texts.cashOfDay}>
      <DataTable
        label={texts.cashOfDay}
        rows={rows}
        rowKey={({ drawer }) => drawer?.id ?? ""}
        columns={[
          {
            key: "drawer",
            title: texts.drawer,
            phone: "name",
            cell: ({ drawer }) => drawer?.name ?? texts.outside,
          },
          {
            key: "documents",
            title: texts.documents,
            figure: true,
            named: true,
            cell: ({ documents }) => <span className="num">{count(documents)}</span>,
          },
          {
            key: "cash",
            title: texts.cash,
            figure: true,
            phone: "number",
            cell: ({ cashMinor }) => <span className="num">{money(cashMinor)}</span>,
          },
        ]}
        {...(whole
          ? {
              foot: {
                drawer: texts.together,
                cash: <span className="num">{money(data.totalMinor)}</span>,
              },
            }
          : {})}
      />
      <p className="muted">{texts.cashLead}</p>
    </Section>
  );
}
