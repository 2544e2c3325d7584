import { Link, useParams } from "@tanstack/react-router";
import type { PastSale } from "@daybook/contract/past-sales";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { Details } from "../../components/details.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { LoadingPage, Page, Section } from "../../components/page.tsx";
import { paths } from "../../lib/paths.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { pastSaleTexts as texts } from "../../texts/en/past-sales.ts";
import { CustomerName } from "./past-sale-table.tsx";

type Line = PastSale["items"][number];

/** A sale of a former system with its lines. */
export function PastSalePage() {
  const { id } = useParams({ from: "/shell/past-sales/$id" });
  const formats = useFormats();
  const query = trpc.pastSales.get.useQuery({ id });
  const sale = query.data;
  if (sale === undefined) return <LoadingPage title={texts.title} query={query} lines={5} />;
  return (
    <Page query={query} title={sale.number} lead={<Link to={paths.pastSales}>{texts.back}</Link>}>
      <Lines sale={sale} />
      <Section title={texts.details}>
        <Details
          items={[
            [texts.when, <span key="when">{formats.fullMoment(sale.occurredAt)}</span>],
            [texts.customer, <CustomerName key="customer" customer={sale.customer} />],
            [texts.country, sale.country === "" ? texts.none : sale.country],
            [texts.location, sale.location.name],
          ]}
        />
      </Section>
    </Page>
  );
}

function Lines({ sale }: { readonly sale: PastSale }) {
  const formats = useFormats();
  const money = (amount: number) => (
    <LiveValue text={formats.money(amount)} negative={amount < 0} />
  );
  const rows = sale.items.map((line, index) => ({ ...line, key: String(index) }));
  const columns: Column<Line>[] = [
    {
      key: "product",
      title: texts.product,
      phone: "name",
      cell: ({ productId, name, sku }) => {
        const shown = name === "" ? sku : name;
        if (productId === null)
          return (
            <Link to={paths.pastSales} search={{ code: sku === "" ? name : sku }}>
              <bdi>{shown}</bdi>
            </Link>
          );
        return (
          <Link to={paths.product} params={{ id: productId }}>
            {shown}
          </Link>
        );
      },
    },
    { key: "code", title: texts.code, cell: ({ sku }) => <span className="code">{sku}</span> },
    {
      key: "quantity",
      title: texts.quantity,
      figure: true,
      named: true,
      cell: ({ quantityMilli }) => formats.quantity(quantityMilli),
    },
    {
      key: "amount",
      title: texts.amount,
      figure: true,
      phone: "number",
      cell: ({ amountMinor }) => money(amountMinor),
    },
  ];
  return (
    <Section title={texts.linesTitle}>
      <DataTable
        label={texts.linesTitle}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        foot={{
          product: texts.total,
          quantity: formats.quantity(sale.unitsMilli),
          amount: money(sale.totalMinor),
        }}
      />
    </Section>
  );
}
