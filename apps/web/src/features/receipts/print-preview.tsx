import type { ReactNode } from "react";
import { ChoiceField } from "../../components/choices.tsx";
import { PrintedPage } from "../../components/printed-page.tsx";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import classes from "./receipt-page.module.css";
import { useReceiptPaper } from "./receipt-paper.ts";

interface PrintPreviewProps {
  /** Links beside the choice of the paper. */
  readonly tools: ReactNode;
  /** False while a part of the slip is still loading: then the screen would be printed. */
  readonly ready?: boolean;
  readonly children: ReactNode;
}

/** A slip as it is printed on this device's paper. While it is on screen, the browser prints the slip and not the page. */
export function PrintPreview({ tools, ready = true, children }: PrintPreviewProps) {
  const [paper, setPaper] = useReceiptPaper();
  return (
    <>
      <div className={classes.tools}>
        <ChoiceField label={texts.paper} value={paper} choices={texts.papers} onChange={setPaper} />
        {tools}
      </div>
      <div className={classes.preview} data-paper={paper}>
        {children}
      </div>
      {ready ? <PrintedPage paper={paper}>{children}</PrintedPage> : null}
    </>
  );
}
