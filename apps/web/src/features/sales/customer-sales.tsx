import { Link } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import type { SaleRow } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { MoreRows } from "../../components/more-rows.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { SaleTable } from "./sale-table.tsx";

/** A customer's sales and returns, newest first. */
export function CustomerSales({ customerId }: { readonly customerId: string }) {
  const { client } = trpc.useUtils();
  const filter = { customerId, limit: 20 };
  const list = useListPages<typeof filter, SaleRow>({
    queryKey: getQueryKey(trpc.sales.list, filter, "infinite"),
    filter,
    fetch: (input, signal) => client.sales.list.query(input, { signal }),
  });
  return (
    <Section
      title={texts.theirSales}
      aside={
        <Link to={paths.sales} search={{ customer: customerId }}>
          {texts.inSales}
        </Link>
      }
    >
      <Loaded
        query={list}
        data={list.rows}
        lines={3}
        empty={<EmptyState title={texts.boughtNothing} />}
      >
        {(rows) => (
          <>
            <SaleTable label={texts.theirSales} rows={rows} withCustomer={false} />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
