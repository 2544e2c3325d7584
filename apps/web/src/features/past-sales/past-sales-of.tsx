import { Link } from "@tanstack/react-router";
import { Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { pastSaleTexts as texts } from "../../texts/en/past-sales.ts";
import { PastSaleTable } from "./past-sale-table.tsx";

const SHOWN = 10;

type PastSalesOfProps =
  | { readonly product: string; readonly customer?: undefined }
  | { readonly customer: string; readonly product?: undefined };

/** The newest past sales of a product or a customer; nothing if there are none. */
export function PastSalesOf({ product, customer }: PastSalesOfProps) {
  const query = trpc.pastSales.list.useQuery({
    productId: product,
    customerId: customer,
    limit: SHOWN,
  });
  const rows = query.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Section
      title={texts.ofRecord}
      aside={
        <Link to={paths.pastSales} search={{ product, customer }}>
          {texts.inPastSales}
        </Link>
      }
    >
      <PastSaleTable label={texts.ofRecord} rows={rows} />
    </Section>
  );
}
