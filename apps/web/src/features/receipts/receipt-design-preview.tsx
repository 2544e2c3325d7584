import { useState } from "react";
import type { ReceiptPaper } from "@daybook/contract/receipt-policy";
import type { ShopIdentity } from "@daybook/contract/shop-identity";
import { FilterChips } from "../../components/filter-chips.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { receiptSettingsTexts as texts } from "../../texts/en/receipt-settings.ts";
import { receiptTexts } from "../../texts/en/receipts.ts";
import { exampleSale } from "./example-sale.ts";
import pageClasses from "./receipt-page.module.css";
import { ReceiptSlip } from "./receipt-slip.tsx";
import type { SlipSale } from "./receipt-slip.tsx";
import classes from "./receipt-settings-page.module.css";
import { useReceiptBars } from "./use-receipt-bars.ts";

interface ReceiptDesignPreviewProps {
  /** The shop as it would be saved. */
  readonly shop: ShopIdentity;
  /** The paper that is chosen; the preview can show another one. */
  readonly paper: ReceiptPaper;
}

/** A receipt in true size as it would be printed after saving: of an example or of the last sale. */
export function ReceiptDesignPreview({ shop, paper }: ReceiptDesignPreviewProps) {
  const [other, setOther] = useState<ReceiptPaper | null>(null);
  const [of, setOf] = useState<"sample" | "last">("sample");
  const last = useLastSale(of === "last");
  const sale: SlipSale =
    of === "last" && last.sale !== null ? { ...last.sale, shop } : exampleSale(shop);
  const bars = useReceiptBars(sale.receiptNumber);
  return (
    <section aria-label={texts.preview} className={classes.preview}>
      <h2>{texts.preview}</h2>
      <FilterChips
        label={texts.previewPaper}
        value={other ?? paper}
        choices={receiptTexts.papers}
        onChange={setOther}
      />
      <FilterChips label={texts.previewSale} value={of} choices={texts.sales} onChange={setOf} />
      {of === "last" && last.isNone ? <p className="muted">{texts.noSale}</p> : null}
      {/* Wider than a phone: it scrolls by itself, so it keeps its true size. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keyboard must reach it. */}
      <section className={classes.paper} aria-label={texts.receipt} tabIndex={0}>
        <div className={pageClasses.preview} data-paper={other ?? paper}>
          <ReceiptSlip sale={sale} bars={bars ?? null} copy={false} />
        </div>
      </section>
    </section>
  );
}

function useLastSale(enabled: boolean) {
  const maySee = useAllowed("sales.read");
  const list = trpc.sales.list.useQuery({ kind: "sale", limit: 1 }, { enabled: enabled && maySee });
  const [row] = list.data?.items ?? [];
  const sale = trpc.sales.get.useQuery({ id: row?.id ?? "" }, { enabled: row !== undefined });
  return { sale: sale.data ?? null, isNone: !maySee || list.data?.items.length === 0 };
}
