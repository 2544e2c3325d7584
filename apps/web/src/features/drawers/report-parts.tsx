import type { ReactNode } from "react";
import { INTO_DRAWER, leftOf } from "@daybook/contract/drawers";
import type { Closing, GrandTotals, SessionReport } from "@daybook/contract/drawers";
import { DOCUMENT_KINDS } from "@daybook/contract/sale-basics";
import { CASH } from "@daybook/contract/tenders";
import { useFormats } from "../../lib/shop-context.tsx";
import { sessionReportTexts as texts } from "../../texts/en/closings.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { receiptTexts } from "../../texts/en/receipts.ts";
import { tillJournalTexts } from "../../texts/en/till-journal.ts";
import { SlipRow } from "../receipts/slip-parts.tsx";
import classes from "./session-report-slip.module.css";

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of a report. */
export function ReportPart({ title, children }: PartProps) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface ReportProps {
  readonly report: SessionReport;
}

/** Documents and taxes. */
export function ReportDocuments({ report }: ReportProps) {
  const { money, percent } = useFormats();
  const { taxes } = report;
  return (
    <>
      <ReportPart title={texts.documents}>
        <DocumentRows documents={report.documents} />
        <SlipRow name={texts.discounts} text={money(report.discountMinor)} />
        {report.roundingMinor === 0 ? null : (
          <SlipRow name={texts.rounding} text={money(report.roundingMinor)} />
        )}
      </ReportPart>
      {taxes.length === 0 ? null : (
        <ReportPart title={texts.taxes}>
          {taxes.map(({ name, ppm, baseMinor, taxMinor }) => (
            <SlipRow
              key={`${name} ${ppm}`}
              name={receiptTexts.tax(name, percent(ppm), money(baseMinor))}
              text={money(taxMinor)}
            />
          ))}
        </ReportPart>
      )}
    </>
  );
}

/** The documents by till, category and seller, and the till journal. Parts without rows are left out. */
export function ReportDetails({ report }: ReportProps) {
  const { money, count } = useFormats();
  const times = (name: string, n: number) => texts.times(name, count(n));
  return (
    <>
      <RowsPart
        title={texts.tills}
        rows={report.tills.map(({ name, documents, firstNumber, lastNumber }) => [
          texts.numbers(name, firstNumber, lastNumber),
          count(documents),
        ])}
      />
      <RowsPart
        title={texts.categories}
        rows={report.categories.map(({ name, totalMinor }) => [
          name ?? texts.noCategory,
          money(totalMinor),
        ])}
      />
      <RowsPart
        title={texts.sellers}
        rows={report.sellers.map(({ name, count: n, totalMinor }) => [
          times(name, n),
          money(totalMinor),
        ])}
      />
      <RowsPart
        title={texts.events}
        rows={report.events.map(({ kind, count: n, amountMinor }) => [
          times(tillJournalTexts.kinds[kind], n),
          amountMinor === 0 ? "" : money(amountMinor),
        ])}
      />
    </>
  );
}

interface RowsPartProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, text: string])[];
}

function RowsPart({ title, rows }: RowsPartProps) {
  if (rows.length === 0) return null;
  return (
    <ReportPart title={title}>
      {rows.map(([name, text], index) => (
        // Two people or categories may have the same name.
        // oxlint-disable-next-line react/no-array-index-key
        <SlipRow key={index} name={name} text={text} />
      ))}
    </ReportPart>
  );
}

/** Sales, returns and voids, each with their number and total. */
export function DocumentRows({ documents }: { readonly documents: GrandTotals }) {
  const { money, count } = useFormats();
  return DOCUMENT_KINDS.map((kind) => (
    <SlipRow
      key={kind}
      name={texts.times(texts.kinds[kind], count(documents[kind].count))}
      text={money(documents[kind].totalMinor)}
    />
  ));
}

interface PaymentsProps extends ReportProps {
  /** What was counted of each method; empty before a count and for a supplement. */
  readonly counts: Closing["counts"];
  /** How that was counted. */
  readonly counting?: Closing["counting"];
}

/** What each payment method took, and what was counted of it. */
export function ReportPayments({ report, counts, counting }: PaymentsProps) {
  const { money } = useFormats();
  const before = counting?.earlierDifferences ?? [];
  const names = new Map(
    [...before, ...counts, ...report.tenders].map(({ tender, name }) => [tender, name] as const),
  );
  if (names.size === 0) return null;
  return (
    <ReportPart title={texts.tenders}>
      {[...names].map(([tender, name]) => {
        const paid = report.tenders.find((row) => row.tender === tender);
        const counted = counts.find((row) => row.tender === tender);
        const earlierMinor = before.find((row) => row.tender === tender)?.differenceMinor;
        return (
          <div key={tender} className={classes.block}>
            <bdi className={classes.name}>{name}</bdi>
            {paid === undefined ? null : (
              <>
                <SlipRow name={texts.taken} text={money(paid.takenMinor)} />
                {paid.refundedMinor === 0 ? null : (
                  <SlipRow name={texts.refunded} text={money(-paid.refundedMinor)} />
                )}
                {paid.voidedMinor === 0 ? null : (
                  <SlipRow name={texts.voided} text={money(-paid.voidedMinor)} />
                )}
              </>
            )}
            {counted === undefined ? null : (
              <>
                <SlipRow name={drawerWords.expected} text={money(counted.expectedMinor)} />
                <SlipRow name={drawerWords.counted} text={money(counted.countedMinor)} />
                <SlipRow name={drawerWords.difference} text={money(counted.differenceMinor)} />
              </>
            )}
            {earlierMinor === undefined ? null : (
              <SlipRow name={texts.earlierDifference} text={money(earlierMinor)} />
            )}
          </div>
        );
      })}
    </ReportPart>
  );
}

interface CashProps extends ReportProps {
  /** Of a supplement: the float is in the report that it completes. */
  readonly late: boolean;
  /** Where the counted cash went; undefined before the closing. */
  readonly children?: ReactNode;
}

/** What the expected cash is made of: the float, cash payments, and cash without a sale. */
export function ReportCash({ report, late, children }: CashProps) {
  const { money, count } = useFormats();
  const paid = report.tenders.find(({ tender }) => tender === CASH);
  return (
    <ReportPart title={texts.cash}>
      {report.overnightMinor === 0 ? null : (
        <SlipRow name={drawerWords.overnight} text={money(report.overnightMinor)} />
      )}
      {late ? null : <SlipRow name={drawerWords.float} text={money(report.floatMinor)} />}
      {paid === undefined ? null : <SlipRow name={texts.cashPaid} text={money(leftOf(paid))} />}
      {report.entries.map(({ kind, category, count: n, totalMinor }) => (
        <SlipRow
          key={`${kind} ${category}`}
          name={texts.times(texts.entry(drawerWords.kinds[kind], category), count(n))}
          text={money(INTO_DRAWER[kind] * totalMinor)}
        />
      ))}
      <div className={classes.strong}>
        <SlipRow name={texts.expectedCash} text={money(report.expectedCashMinor)} />
      </div>
      {children}
    </ReportPart>
  );
}
