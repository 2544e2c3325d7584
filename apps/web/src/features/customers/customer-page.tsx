import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Customer } from "@daybook/contract/customers";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmailLink, PhoneLink } from "../../components/contact-links.tsx";
import { Details } from "../../components/details.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { Page, LoadingPage, Section } from "../../components/page.tsx";
import { Pill } from "../../components/pill.tsx";
import { StateButton } from "../../components/state-button.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { customerTexts as texts } from "../../texts/en/customers.ts";
import { EditCustomerSheet } from "./customer-sheets.tsx";

interface CustomerPageProps {
  readonly id: string;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onCloseSheet: () => void;
  /** Content of other features: sales and change history. */
  readonly children: (customer: Customer) => ReactNode;
}

/** One customer: contact details, purchases and further content. */
export function CustomerPage(props: CustomerPageProps) {
  const { id, editing, onEdit, onCloseSheet, children } = props;
  const query = trpc.customers.get.useQuery({ id });
  const mayChange = useAllowed("customers.write");
  useShortcuts([{ keys: "e", label: texts.editTitle, run: onEdit, when: mayChange }]);
  const customer = query.data;
  if (customer === undefined)
    return <LoadingPage title={texts.title} query={query} shape="figures" lines={3} />;
  return (
    <Page
      query={query}
      title={customer.name}
      lead={
        <>
          <Link to={paths.customers}>{texts.back}</Link>
          {customer.active ? null : (
            <>
              {" "}
              · <Pill tone="plain">{texts.inactive}</Pill>
            </>
          )}
        </>
      }
      action={mayChange ? <Actions customer={customer} /> : undefined}
    >
      {customer.active ? null : <p className="muted">{texts.isInactive}</p>}
      <CustomerFigures customer={customer} />
      <Contact customer={customer} />
      {children(customer)}
      {editing && mayChange ? (
        <EditCustomerSheet customer={customer} onClose={onCloseSheet} />
      ) : null}
    </Page>
  );
}

function Actions({ customer }: { readonly customer: Customer }) {
  return (
    <>
      <StateButton row={customer} texts={texts} of={trpc.customers} />
      <LinkButton
        to={paths.customer}
        params={{ id: customer.id }}
        search={{ sheet: "edit" }}
        icon="edit"
      >
        {texts.edit}
      </LinkButton>
    </>
  );
}

function CustomerFigures({ customer }: { readonly customer: Customer }) {
  const formats = useFormats();
  const { purchasesMinor, sales, returns } = customer;
  return (
    <Figures label={texts.figures}>
      <Figure
        label={texts.purchases}
        text={formats.money(purchasesMinor)}
        negative={purchasesMinor < 0}
        compare={texts.purchasesOf}
      />
      <Figure label={texts.sales} text={formats.count(sales)} />
      <Figure label={texts.returns} text={formats.count(returns)} />
    </Figures>
  );
}

function Contact({ customer }: { readonly customer: Customer }) {
  const formats = useFormats();
  return (
    <Section title={texts.contact}>
      <Details
        items={[
          [texts.phone, <PhoneLink key="phone" phone={customer.phone} />],
          [texts.email, <EmailLink key="email" email={customer.email} />],
          ...(customer.address === "" ? [] : [[texts.address, customer.address] as const]),
          ...(customer.taxNumber === "" ? [] : [[texts.taxNumber, customer.taxNumber] as const]),
          ...(customer.note === "" ? [] : [[texts.note, customer.note] as const]),
          [
            texts.lastPurchase,
            customer.lastPurchaseAt === null
              ? texts.never
              : formats.fullMoment(customer.lastPurchaseAt),
          ],
          [texts.since, formats.fullMoment(customer.createdAt)],
        ]}
      />
    </Section>
  );
}
