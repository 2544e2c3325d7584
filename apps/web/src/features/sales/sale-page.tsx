import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Sale } from "@daybook/contract/sales";
import type { Formats } from "../../lib/format.ts";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Details } from "../../components/details.tsx";
import { Page, LoadingPage, Section } from "../../components/page.tsx";
import { useAllowed, useFormats, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { invoiceTexts } from "../../texts/en/invoices.ts";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import { ExchangeSheet } from "../returns/exchange-sheet.tsx";
import { ReturnSheet } from "../returns/return-sheet.tsx";
import { CorrectTenderSheet } from "./correct-tender-sheet.tsx";
import { InvoiceSheet } from "./invoice-sheet.tsx";
import { paidByTender } from "./paid-by-tender.ts";
import { SaleLines } from "./sale-lines.tsx";
import { SaleMoney } from "./sale-money.tsx";
import classes from "./sale-page.module.css";
import { receiptColumn } from "./receipt-column.tsx";
import { SalePills } from "./sale-pills.tsx";
import type { SaleSearch } from "./sales-searches.ts";
import { VoidSaleSheet } from "./void-sale-sheet.tsx";

interface SalePageProps {
  readonly id: string;
  readonly sheet: SaleSearch["sheet"];
  readonly onCloseSheet: () => void;
  readonly onReturned: (sale: Sale) => void;
  /** Receipt printing, provided by the till. */
  readonly printAction: (sale: Sale) => ReactNode;
}

/** One sale, return or void: its lines, totals, user and later changes. */
export function SalePage({ id, sheet, onCloseSheet, onReturned, printAction }: SalePageProps) {
  const query = trpc.sales.get.useQuery({ id });
  const rights = useRights(query.data);
  const navigate = useNavigate();
  const sale = query.data;
  if (sale === undefined) return <LoadingPage title={texts.title} query={query} />;
  return (
    <Page
      query={query}
      title={TITLES[sale.kind](sale.receiptNumber)}
      lead={<Lead sale={sale} />}
      action={
        <div className={classes.actions}>
          {printAction(sale)}
          {rights.mayVoid ? (
            <LinkButton to={paths.sale} params={{ id }} search={{ sheet: "void" }}>
              {texts.voidIt}
            </LinkButton>
          ) : null}
          <InvoiceAction sale={sale} mayIssue={rights.mayInvoice} />
          {rights.mayCorrect ? (
            <LinkButton to={paths.sale} params={{ id }} search={{ sheet: "correct" }}>
              {texts.correctIt}
            </LinkButton>
          ) : null}
          {rights.mayReturn ? (
            <LinkButton to={paths.sale} params={{ id }} search={{ sheet: "return" }} kind="primary">
              {texts.takeBack}
            </LinkButton>
          ) : null}
        </div>
      }
    >
      {rights.sentences.map((sentence) => (
        <p key={sentence} className="muted">
          {sentence}
        </p>
      ))}
      <SaleLines sale={sale} />
      <SaleMoney sale={sale} />
      <Corrections sale={sale} />
      <Returns sale={sale} />
      <Facts sale={sale} />
      {sheet === "return" && rights.mayReturn ? (
        <ReturnSheet sale={sale} onClose={onCloseSheet} onSaved={onReturned} />
      ) : null}
      {sheet === "exchange" && rights.mayExchange ? (
        <ExchangeSheet sale={sale} onClose={onCloseSheet} onSaved={onReturned} />
      ) : null}
      {sheet === "correct" && rights.mayCorrect ? (
        <CorrectTenderSheet sale={sale} onClose={onCloseSheet} />
      ) : null}
      {sheet === "invoice" && rights.mayInvoice ? (
        <InvoiceSheet
          sale={sale}
          onClose={onCloseSheet}
          onIssued={() => void navigate({ to: paths.receipt, params: { id } })}
        />
      ) : null}
      {sheet === "void" && rights.mayVoid ? (
        <VoidSaleSheet sale={sale} onClose={onCloseSheet} />
      ) : null}
    </Page>
  );
}

const TITLES = {
  sale: texts.saleTitle,
  return: texts.returnTitle,
  void: texts.voidDocumentTitle,
} as const;

interface Rights {
  readonly mayReturn: boolean;
  readonly mayExchange: boolean;
  readonly mayVoid: boolean;
  readonly mayCorrect: boolean;
  readonly mayInvoice: boolean;
  /** Why an action is not possible. */
  readonly sentences: readonly string[];
}

/** The possible actions of a sale, or why they are not possible. The server decides. */
function useRights(sale: Sale | undefined): Rights {
  const today = useToday();
  const allowedReturn = useAllowed("sales.return");
  // Someone who sells can have a void approved.
  const allowedVoid = useAllowed("sales.ringUp");
  const allowedCorrect = useAllowed("sales.correctTender");
  const nothing = {
    mayReturn: false,
    mayExchange: false,
    mayVoid: false,
    mayCorrect: false,
    mayInvoice: false,
  };
  if (sale === undefined || sale.kind !== "sale") return { ...nothing, sentences: [] };
  if (sale.status === "voided") return { ...nothing, sentences: [texts.isVoided] };
  const left = sale.lines.some((line) => line.quantityMilli > line.returnedMilli);
  const returnNot = !allowedReturn ? texts.takeBackNot : left ? null : texts.allCameBack;
  const voidNot = !allowedVoid
    ? texts.voidNot
    : sale.returns.length > 0
      ? texts.voidReturned
      : sale.exchange !== null
        ? texts.voidExchanged
        : sale.businessDate < today
          ? texts.voidTooLate
          : null;
  return {
    mayReturn: returnNot === null,
    mayInvoice: allowedVoid && sale.invoice === null && sale.returns.length === 0,
    mayExchange: returnNot === null && allowedVoid,
    mayVoid: voidNot === null,
    mayCorrect: allowedCorrect && sale.businessDate >= today && paidByTender(sale).length > 0,
    sentences: [returnNot, voidNot].filter((sentence) => sentence !== null),
  };
}

function Lead({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  return (
    <>
      <Link to={paths.sales}>{texts.back}</Link> · {formats.fullMoment(sale.occurredAt)}{" "}
      <SalePills sale={sale} />
    </>
  );
}

/** Who corrected the payment method, and why. */
function Corrections({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  if (sale.corrections.length === 0) return null;
  return (
    <Section title={texts.correctionsTitle}>
      <Details
        items={sale.corrections.map(
          ({ number, from, to, amountMinor, reason, correctedBy, at }) => [
            number,
            texts.correction({
              from: from.name,
              to: to.name,
              amount: formats.money(amountMinor),
              reason,
              who: correctedBy.name,
              when: formats.fullMoment(at),
            }),
          ],
        )}
      />
    </Section>
  );
}

function Returns({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  if (sale.returns.length === 0) return null;
  return (
    <Section title={texts.returnsTitle}>
      <DataTable
        label={texts.returnsTitle}
        rows={sale.returns}
        rowKey={({ id }) => id}
        columns={[
          receiptColumn,
          {
            key: "total",
            title: texts.total,
            figure: true,
            phone: "number",
            cell: ({ totalMinor }) => (
              <span className="num negative">{formats.money(-totalMinor)}</span>
            ),
          },
        ]}
      />
    </Section>
  );
}

const MOMENTS = {
  sale: texts.occurredAt,
  return: texts.returnedAt,
  void: texts.voidedAt,
} as const;

function DocumentLink({ document }: { readonly document: NonNullable<Sale["origin"]> }) {
  return (
    <Link to={paths.sale} params={{ id: document.id }} className="code">
      {document.receiptNumber}
    </Link>
  );
}

function Facts({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  const { customer, origin, exchange, note, reason, voidedAt, voidedBy, voidReason, voidDocument } =
    sale;
  return (
    <Section title={texts.factsTitle}>
      <Details
        items={[
          ...(origin === null
            ? []
            : [[texts.comesFrom, <DocumentLink key="origin" document={origin} />] as const]),
          ...(exchange === null
            ? []
            : [
                [
                  sale.kind === "sale" ? texts.exchangedFor : texts.exchangedInto,
                  <DocumentLink key="exchange" document={exchange} />,
                ] as const,
              ]),
          [
            texts.customer,
            customer === null ? (
              texts.nobody
            ) : (
              <Link key="customer" to={paths.customer} params={{ id: customer.id }}>
                {customer.name}
              </Link>
            ),
          ],
          [texts.seller, sale.soldBy.name],
          ...(sale.invoice === null ? [] : [[invoiceTexts.fact, sale.invoice.number] as const]),
          ...copiesItem(sale, formats),
          ...(sale.till === null ? [] : [[texts.till, sale.till] as const]),
          ...sale.approvals.map(({ by }) => [texts.approvedBy, by.name] as const),
          [texts.location, sale.location.name],
          [MOMENTS[sale.kind], formats.fullMoment(sale.occurredAt)],
          [texts.recordedAt, formats.fullMoment(sale.recordedAt)],
          [texts.businessDay, formats.longDay(sale.businessDate)],
          ...(reason === null || reason === "" ? [] : [[texts.reason, reason] as const]),
          ...(note === "" ? [] : [[texts.note, note] as const]),
          ...(voidedAt === null || voidDocument === null
            ? []
            : [
                [
                  texts.voided,
                  [
                    texts.voidedOn(formats.fullMoment(voidedAt), voidedBy?.name ?? ""),
                    texts.voidedWhy(voidReason ?? ""),
                  ].join(" "),
                ] as const,
                [texts.voidDocument, <DocumentLink key="void" document={voidDocument} />] as const,
              ]),
        ]}
      />
    </Section>
  );
}

/** How often the receipt was printed again. */
function copiesItem({ copies: { count, lastAt } }: Sale, formats: Formats) {
  return lastAt === null
    ? []
    : [[texts.copies, texts.printed(count, formats.moment(lastAt))] as const];
}

/** Issues the invoice of a sale, or shows it. */
function InvoiceAction({ sale, mayIssue }: { readonly sale: Sale; readonly mayIssue: boolean }) {
  const { id, invoice, kind } = sale;
  if (invoice !== null && kind === "sale") {
    return (
      <LinkButton to={paths.receipt} params={{ id }}>
        {invoiceTexts.show(invoice.number)}
      </LinkButton>
    );
  }
  if (!mayIssue) return null;
  return (
    <LinkButton to={paths.sale} params={{ id }} search={{ sheet: "invoice" }}>
      {invoiceTexts.action}
    </LinkButton>
  );
}
