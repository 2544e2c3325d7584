import { useState } from "react";
import type { Sale } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import { receiptSettingsTexts } from "../../texts/en/receipt-settings.ts";
import { PrintPreview } from "./print-preview.tsx";
import { languageOf } from "@daybook/contract/receipt-content";
import { ReceiptSlip } from "./receipt-slip.tsx";
import { useRecordCopy } from "./use-record-copy.ts";
import { useReceiptBars } from "./use-receipt-bars.ts";

const { languages } = receiptSettingsTexts;

/** A receipt on a page, for viewing and for printing a copy. */
export function ReceiptPage({ id }: { readonly id: string }) {
  const sale = trpc.sales.get.useQuery({ id });
  if (sale.data !== undefined) return <Receipt sale={sale.data} />;
  return (
    <Page title={texts.anyTitle}>
      <NotLoaded query={sale} lines={6} />
    </Page>
  );
}

function Receipt({ sale }: { readonly sale: Sale }) {
  const recordCopy = useRecordCopy();
  const { formats } = useShop();
  const bars = useReceiptBars(sale.receiptNumber);
  const [language, setLanguage] = useState(languageOf(sale.shop, formats.style.locale));
  const [gift, setGift] = useState(false);
  const { invoice, copies } = sale;
  const isInvoiced = invoice !== null && sale.kind === "sale";
  const [asInvoice, setAsInvoice] = useState(isInvoiced);
  const showsInvoice = asInvoice && !gift;
  const isFirst =
    showsInvoice && (copies.lastAt === null || copies.lastAt < (invoice?.issuedAt ?? ""));
  return (
    <Page
      title={texts.title(sale.receiptNumber)}
      lead={texts.lead}
      action={
        <Button
          kind="primary"
          onClick={() => {
            window.print();
            if (!gift) recordCopy(sale.id, sale.receiptNumber);
          }}
        >
          {showsInvoice ? texts.printInvoice : texts.print}
        </Button>
      }
    >
      <PrintPreview
        ready={bars !== undefined}
        tools={
          <>
            <ChoiceField
              label={texts.language}
              value={language}
              choices={languages}
              onChange={setLanguage}
            />
            {isInvoiced ? (
              <SwitchChoice
                label={texts.asInvoice(invoice.number)}
                value={asInvoice}
                onChange={setAsInvoice}
              />
            ) : null}
            {sale.kind === "sale" ? (
              <SwitchChoice label={texts.gift} value={gift} onChange={setGift} />
            ) : null}
            <LinkButton to={paths.sale} params={{ id: sale.id }}>
              {texts.back}
            </LinkButton>
          </>
        }
      >
        <ReceiptSlip
          sale={sale}
          bars={bars ?? null}
          copy={!gift && !isFirst}
          gift={gift}
          invoice={showsInvoice}
          language={language}
        />
      </PrintPreview>
    </Page>
  );
}
