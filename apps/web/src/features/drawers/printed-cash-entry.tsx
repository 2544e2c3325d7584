import type { CashEntry } from "@daybook/contract/drawers";
import { PrintedPage } from "../../components/printed-page.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { drawerWords } from "../../texts/en/drawers.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { useReceiptPaper } from "../receipts/receipt-paper.ts";
import { ShopHead, SlipRow } from "../receipts/slip-parts.tsx";
import classes from "./cash-entry-slip.module.css";
import shared from "./slip-head.module.css";

interface PrintedCashEntryProps {
  readonly entry: CashEntry;
  readonly onPrinted: () => void;
}

/** Prints the slip of cash that moved without a sale, with room for a signature, while it is rendered. */
export function PrintedCashEntry({ entry, onPrinted }: PrintedCashEntryProps) {
  const { me, settings, formats } = useShop();
  const [paper] = useReceiptPaper();
  return (
    <PrintedPage
      paper={paper}
      onReady={() => {
        window.print();
        onPrinted();
      }}
    >
      <article className={shared.slip}>
        <header className={shared.head}>
          <ShopHead shop={settings} />
          {me.sampleShop ? <strong>{texts.sample}</strong> : null}
          <strong className={shared.title}>{drawerWords.kinds[entry.kind]}</strong>
          <span>{formats.fullMoment(entry.at)}</span>
          {entry.drawer === null ? null : <span>{texts.slipDrawer(entry.drawer)}</span>}
          <span>{texts.slipBy(entry.by)}</span>
        </header>
        <div className={classes.body}>
          <div className={classes.amount}>
            <SlipRow name={texts.amount} text={formats.money(entry.amountMinor)} />
          </div>
          {entry.category === "" ? null : <SlipRow name={texts.category} text={entry.category} />}
          {entry.reason === "" ? null : <SlipRow name={texts.note} text={entry.reason} />}
        </div>
        <span className={classes.signature}>{texts.signature}</span>
      </article>
    </PrintedPage>
  );
}
