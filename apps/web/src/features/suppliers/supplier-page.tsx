import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../../lib/paths.ts";
import { useCatalogueReading, useCatalogueSearch } from "../catalogue/catalogue.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmailLink, PhoneLink } from "../../components/contact-links.tsx";
import { Details } from "../../components/details.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page, LoadingPage, Section } from "../../components/page.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { supplierTexts as texts } from "../../texts/en/suppliers.ts";
import { EditSupplierSheet } from "./supplier-sheet.tsx";

const MOST_PRODUCTS = 500;

interface SupplierPageProps {
  /** What other features show of the supplier with this id. */
  readonly children: (supplierId: string) => ReactNode;
}

/** One supplier: contact details and products. */
export function SupplierPage({ children }: SupplierPageProps) {
  const { id } = useParams({ from: "/shell/suppliers/$id" });
  const { sheet } = useSearch({ from: "/shell/suppliers/$id" });
  const navigate = useNavigate({ from: paths.supplier });
  const mayChange = useAllowed("suppliers.write");
  const mayReceive = useAllowed("movements.receive");
  const formats = useFormats();
  const query = trpc.suppliers.get.useQuery({ id });
  const supplier = query.data;
  useShortcuts([
    {
      keys: "e",
      label: texts.editTitle,
      run: () => void navigate({ search: { sheet: "edit" } }),
      when: mayChange,
    },
  ]);
  if (supplier === undefined) return <LoadingPage title={texts.title} query={query} />;
  const close = () => void navigate({ search: {}, replace: true });
  const days = supplier.termsDays;
  return (
    <Page
      query={query}
      title={supplier.name}
      lead={
        <>
          <Link to={paths.suppliers}>{texts.back}</Link>
        </>
      }
      action={
        mayReceive && supplier.active ? (
          <LinkButton to={paths.receive} search={{ supplier: id }} kind="primary" icon="receive">
            {texts.receive}
          </LinkButton>
        ) : undefined
      }
    >
      {supplier.active ? null : <p className="muted">{texts.isDeactivated}</p>}
      <Section
        title={texts.contact}
        aside={
          mayChange ? (
            <LinkButton to={paths.supplier} params={{ id }} search={{ sheet: "edit" }} icon="edit">
              {texts.change}
            </LinkButton>
          ) : null
        }
      >
        <Details
          items={[
            [texts.phone, <PhoneLink key="phone" phone={supplier.phone} />],
            [texts.email, <EmailLink key="email" email={supplier.email} />],
            [texts.terms, days === 0 ? texts.atOnce : texts.inDays(formats.count(days))],
            ...(supplier.note === "" ? [] : [[texts.note, supplier.note] as const]),
          ]}
        />
      </Section>
      <Section title={texts.theirProducts}>
        <TheirProducts supplierId={id} />
      </Section>
      {children(id)}
      {sheet === "edit" && mayChange ? (
        <EditSupplierSheet
          supplier={supplier}
          refetch={query.refetch}
          onClose={close}
          onSaved={close}
        />
      ) : null}
    </Page>
  );
}

function TheirProducts({ supplierId }: { readonly supplierId: string }) {
  const formats = useFormats();
  const { answer } = useCatalogueSearch({
    text: "",
    supplierId,
    sort: "name",
    limit: MOST_PRODUCTS,
  });
  const none = (
    <EmptyState
      title={texts.noProducts}
      action={<LinkButton to={paths.products}>{texts.toProducts}</LinkButton>}
    >
      {texts.noProductsHint}
    </EmptyState>
  );
  return (
    <Loaded query={useCatalogueReading()} data={answer?.rows} lines={3} empty={none}>
      {(rows) => (
        <DataTable
          label={texts.theirProducts}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              title: texts.name,
              phone: "name",
              cell: ({ id, name }) => (
                <Link to={paths.product} params={{ id }}>
                  {name}
                </Link>
              ),
            },
            {
              key: "sku",
              title: texts.sku,
              cell: ({ sku }) => <span className="code">{sku}</span>,
            },
            {
              key: "price",
              title: texts.price,
              figure: true,
              cell: ({ priceMinor }) => <LiveValue text={formats.money(priceMinor)} />,
            },
            {
              key: "onHand",
              title: texts.onHand,
              figure: true,
              phone: "number",
              named: true,
              cell: ({ onHandMilli }) => (
                <LiveValue text={formats.quantity(onHandMilli)} negative={onHandMilli < 0} />
              ),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
