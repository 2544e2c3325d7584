import type { Sale } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import { PrintPreview } from "./print-preview.tsx";
import { ReceiptSlip } from "./receipt-slip.tsx";
import { useRecordCopy } from "./use-record-copy.ts";
import { useReceiptBars } from "./use-receipt-bars.ts";

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
  const bars = useReceiptBars(sale.receiptNumber);
  return (
    <Page
      title={texts.title(sale.receiptNumber)}
      lead={texts.lead}
      action={
        <Button
          kind="primary"
          onClick={() => {
            window.print();
            recordCopy(sale.id, sale.receiptNumber);
          }}
        >
          {texts.print}
        </Button>
      }
    >
      <PrintPreview
        ready={bars !== undefined}
        tools={
          <LinkButton to={paths.sale} params={{ id: sale.id }}>
            {texts.back}
          </LinkButton>
        }
      >
        <ReceiptSlip sale={sale} bars={bars ?? null} copy />
      </PrintPreview>
    </Page>
  );
}
