import type { Closing } from "@daybook/contract/drawers";
import { CASH } from "@daybook/contract/tenders";
import { useFormats } from "../../lib/shop-context.tsx";
import { sessionReportTexts as texts } from "../../texts/en/closings.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { SlipRow } from "../receipts/slip-parts.tsx";
import { DocumentRows, ReportPart } from "./report-parts.tsx";
import { SessionReportSlip } from "./session-report-slip.tsx";
import classes from "./session-report-slip.module.css";

const SHORT_HASH = 16;

/** The printed closing report, or a supplement to one. */
export function ClosingSlip({ closing }: { readonly closing: Closing }) {
  const { fullMoment } = useFormats();
  const { report, counts, supplementOf } = closing;
  return (
    <SessionReportSlip
      report={report}
      closed={{
        title: drawerWords.closing(closing),
        late: supplementOf !== null,
        head: (
          <>
            <span>{texts.closed(fullMoment(closing.closedAt), closing.closedBy)}</span>
            {supplementOf === null ? null : (
              <>
                <strong>{drawerWords.supplementOf(supplementOf)}</strong>
                <span>{texts.lateLead}</span>
              </>
            )}
          </>
        ),
        counts,
        counting: closing.counting,
        cash: <Counted closing={closing} />,
        foot: (
          <>
            {closing.grandTotals === null ? null : (
              <ReportPart title={texts.grandTotals}>
                <DocumentRows documents={closing.grandTotals} />
              </ReportPart>
            )}
            <span className={classes.text}>{texts.hash(closing.hash.slice(0, SHORT_HASH))}</span>
          </>
        ),
      }}
    />
  );
}

/** What was counted, the difference with its reason, and where the cash went. Nobody counted for a supplement. */
function Counted({ closing }: { readonly closing: Closing }) {
  const { money, count } = useFormats();
  const { counts, differenceMinor, counting, reason, approvedBy } = closing;
  const cash = counts.find(({ tender }) => tender === CASH);
  return (
    <>
      {cash === undefined ? null : (
        <SlipRow name={drawerWords.counted} text={money(cash.countedMinor)} />
      )}
      <div className={classes.strong}>
        <SlipRow name={drawerWords.difference} text={money(differenceMinor)} />
      </div>
      {counting === undefined ? null : (
        <SlipRow name={texts.timesCounted} text={count(counting.times)} />
      )}
      {reason === "" ? null : <span className={classes.text}>{texts.reason(reason)}</span>}
      {approvedBy === null ? null : (
        <span className={classes.text}>{texts.approvedBy(approvedBy)}</span>
      )}
      {cash === undefined ? null : (
        <>
          <SlipRow name={drawerWords.left} text={money(closing.leftMinor)} />
          <SlipRow name={drawerWords.toSafe} text={money(closing.toSafeMinor)} />
        </>
      )}
    </>
  );
}
