import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { businessTime } from "@daybook/contract/business-time";
import { AdjustmentReason, WasteReason } from "@daybook/contract/stock";
import type { BookedStockDocument } from "@daybook/contract/stock";
import type { StockDocumentId } from "@daybook/contract/ids";
import { paths } from "../../lib/paths.ts";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { Details } from "../../components/details.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { Banner } from "../../components/notices.tsx";
import { Page, LoadingPage, Section } from "../../components/page.tsx";
import { productColumn, skuColumn } from "../../components/product-columns.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import type { Formats } from "../../lib/format.ts";
import { useFormats, useSeesCosts, useShop, useToday } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { countItems } from "./goods-lines.ts";
import { useUndoDocument } from "./use-posted-toast.ts";

/** A complete stock document: a goods receipt, a transfer or an adjustment. */
export function DocumentPage({ id }: { readonly id: StockDocumentId }) {
  const query = trpc.movements.getDocument.useQuery({ id });
  const formats = useFormats();
  const document = query.data;
  if (document === undefined) return <LoadingPage title={texts.ledgerTitle} query={query} />;
  const title = texts.documentTitles[document.kind];
  return (
    <Page
      query={query}
      action={document.reversal === null ? <UndoDocument document={document} /> : undefined}
      title={document.reference === "" ? title : `${title} · ${document.reference}`}
      lead={
        <>
          <Link to={paths.ledger}>{texts.backToLedger}</Link> · {texts.documentLead}
        </>
      }
    >
      {document.reversal === null ? null : (
        <Banner>
          {texts.undoneBy(
            document.reversal.user.name,
            formats.moment(document.reversal.recordedAt),
          )}
        </Banner>
      )}
      <Figures label={title}>
        <Figure label={texts.items} text={formats.count(countItems(document.lines))} />
        {document.totalCostMinor === null ? null : (
          <Figure label={texts.total} text={formats.money(document.totalCostMinor)} />
        )}
      </Figures>
      <Section title={texts.documentLines}>
        <DocumentLines document={document} />
      </Section>
      <Section title={texts.detailsTitle}>
        <Details items={detailsOf(document, formats)} />
      </Section>
    </Page>
  );
}

/** Offered on the day it was recorded; the server decides. */
function UndoDocument({ document }: { readonly document: BookedStockDocument }) {
  const { settings } = useShop();
  const today = useToday();
  const undo = useUndoDocument();
  const [pending, setPending] = useState(false);
  const recordedOn = businessTime(settings, Date.parse(document.recordedAt)).businessDate;
  if (undo === null || recordedOn !== today) return null;
  return (
    <Button
      pending={pending}
      onClick={() => {
        setPending(true);
        const done = texts.undone(texts.documentTitles[document.kind]);
        void undo(document.id, done).finally(() => setPending(false));
      }}
    >
      {texts.undo}
    </Button>
  );
}

function DocumentLines({ document }: { readonly document: BookedStockDocument }) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  return (
    <DataTable
      label={texts.documentLines}
      rows={document.lines}
      rowKey={({ movementId }) => movementId}
      columns={[
        productColumn(texts.product),
        skuColumn(texts.sku),
        {
          key: "quantity",
          title: texts.quantity,
          figure: true,
          phone: "number",
          cell: ({ quantityMilli, unit }) => (
            <span className="num">{quantityWithUnit(quantityMilli, unit, formats)}</span>
          ),
        },
        ...(seesCosts ? [costColumn(formats)] : []),
      ]}
    />
  );
}

function costColumn(formats: Formats): Column<BookedStockDocument["lines"][number]> {
  return {
    key: "cost",
    title: texts.lineCost,
    figure: true,
    cell: ({ costMinor }) =>
      costMinor === null ? null : <span className="num">{formats.money(costMinor)}</span>,
  };
}

/** The details of the document; missing ones are omitted. */
function detailsOf(
  document: BookedStockDocument,
  formats: Formats,
): readonly (readonly [string, string])[] {
  const reason = AdjustmentReason.or(WasteReason).safeParse(document.reason);
  const all: readonly (readonly [string, string])[] = [
    [texts.fromPlace, document.from?.name ?? ""],
    [texts.toPlace, document.to?.name ?? ""],
    [texts.supplier, document.supplier?.name ?? ""],
    [texts.referenceName, document.reference],
    [texts.reasonName, reason.success ? texts.reasons[reason.data] : (document.reason ?? "")],
    [texts.noteName, document.note],
    [texts.happened, formats.moment(document.occurredAt)],
    [texts.recorded, formats.moment(document.recordedAt)],
    [texts.recordedBy, document.user.name],
  ];
  return all.filter(([, value]) => value !== "");
}
