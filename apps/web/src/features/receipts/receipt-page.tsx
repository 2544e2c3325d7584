import type { Sale } from "@daybook/contract/sales";
import { paths } from "../../lib/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { ChoiceField } from "../../components/choices.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useDeviceValue } from "../../lib/device-storage.ts";
import { trpc } from "../../lib/trpc.ts";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import { PrintedReceipt } from "./printed-receipt.tsx";
import classes from "./receipt-page.module.css";
import { receiptPaper } from "./receipt-paper.ts";
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
  const [paper, setPaper] = useDeviceValue(receiptPaper);
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
      <div className={classes.tools}>
        <ChoiceField label={texts.paper} value={paper} choices={texts.papers} onChange={setPaper} />
        <LinkButton to={paths.sale} params={{ id: sale.id }}>
          {texts.back}
        </LinkButton>
      </div>
      <div className={classes.preview} data-paper={paper}>
        <ReceiptSlip sale={sale} bars={bars ?? null} copy />
      </div>
      <PrintedReceipt sale={sale} copy />
    </Page>
  );
}
