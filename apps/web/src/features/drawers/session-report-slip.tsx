import type { ReactNode } from "react";
import type { Closing, SessionReport } from "@daybook/contract/drawers";
import { useShop } from "../../lib/shop-context.tsx";
import { sessionReportTexts as texts } from "../../texts/en/closings.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { ShopHead } from "../receipts/slip-parts.tsx";
import { ReportCash, ReportDetails, ReportDocuments, ReportPayments } from "./report-parts.tsx";
import classes from "./session-report-slip.module.css";
import shared from "./slip-head.module.css";

interface SessionReportSlipProps {
  readonly report: SessionReport;
  /** When the report of an open session was read. */
  readonly at?: string;
  /** What a closing adds to the report of its session. */
  readonly closed?: {
    readonly title: string;
    /** A supplement: it has documents, but no float and no count. */
    readonly late: boolean;
    /** Below the opening. */
    readonly head: ReactNode;
    readonly counts: Closing["counts"];
    readonly counting: Closing["counting"];
    /** Below the expected cash. */
    readonly cash: ReactNode;
    readonly foot: ReactNode;
  };
}

/**
 * The printed report of a session: so far, or as it was closed. In one column on a roll and in two on a sheet; print it
 * with `PrintedPage`.
 */
export function SessionReportSlip({ report, at, closed }: SessionReportSlipProps) {
  const { me, formats } = useShop();
  return (
    <article className={shared.slip}>
      <header className={shared.head}>
        <ShopHead shop={report.shop} />
        {me.sampleShop ? <strong>{texts.sample}</strong> : null}
        <strong className={shared.title}>{closed?.title ?? drawerWords.reportSoFar}</strong>
        <span>{texts.drawer(report.drawer)}</span>
        <span>{texts.businessDay(formats.longDay(report.businessDate))}</span>
        <span>{texts.opened(formats.fullMoment(report.openedAt), report.openedBy)}</span>
        {at === undefined ? null : <span>{texts.asOf(formats.fullMoment(at))}</span>}
        {closed?.head}
      </header>
      <div className={classes.parts}>
        <ReportDocuments report={report} />
        <ReportPayments report={report} counts={closed?.counts ?? []} counting={closed?.counting} />
        <ReportCash report={report} late={closed?.late === true}>
          {closed?.cash}
        </ReportCash>
        <ReportDetails report={report} />
        {closed?.foot}
      </div>
    </article>
  );
}
