import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { PagedRows } from "../../components/paged-rows.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { useListPages } from "../../lib/use-list-pages.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { SaleTable } from "./sale-table.tsx";

/** A customer's sales and returns, newest first. */
export function CustomerSales({ customerId }: { readonly customerId: string }) {
  const list = useListPages("sales.list", { customerId, limit: 20 });
  return (
    <Section
      title={texts.theirSales}
      aside={
        <Link to={paths.sales} search={{ customer: customerId }}>
          {texts.inSales}
        </Link>
      }
    >
      <PagedRows list={list} lines={3} empty={<EmptyState title={texts.boughtNothing} />}>
        {(rows) => <SaleTable label={texts.theirSales} rows={rows} withCustomer={false} />}
      </PagedRows>
    </Section>
  );
}
