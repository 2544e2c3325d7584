import type { ReactNode } from "react";
import { INTO_DRAWER } from "@daybook/contract/drawers";
import type { Closing, GrandTotals, SessionReport } from "@daybook/contract/drawers";
import { DOCUMENT_KINDS } from "@daybook/contract/sales";
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

/** Tills, documents, taxes, categories, sellers and the till journal. Parts without rows are left out. */
export function ReportFigures({ report }: ReportProps) {
  const { money, count, percent } = useFormats();
  const { tills, taxes, categories, sellers, events } = report;
  const times = (name: string, n: number) => texts.times(name, count(n));
  return (
    <>
      {tills.length === 0 ? null : (
        <ReportPart title={texts.tills}>
          {tills.map(({ name, documents, firstNumber, lastNumber }) => (
            <SlipRow
              key={firstNumber}
              name={texts.numbers(name, firstNumber, lastNumber)}
              text={count(documents)}
            />
          ))}
        </ReportPart>
      )}
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
      {categories.length === 0 ? null : (
        <ReportPart title={texts.categories}>
          {categories.map(({ name, totalMinor }, index) => (
            // Two categories in different branches may have the same name.
            // oxlint-disable-next-line react/no-array-index-key
            <SlipRow key={index} name={name ?? texts.noCategory} text={money(totalMinor)} />
          ))}
        </ReportPart>
      )}
      {sellers.length === 0 ? null : (
        <ReportPart title={texts.sellers}>
          {sellers.map((seller, index) => (
            <SlipRow
              // Two people may have the same name.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              name={times(seller.name, seller.count)}
              text={money(seller.totalMinor)}
            />
          ))}
        </ReportPart>
      )}
      {events.length === 0 ? null : (
        <ReportPart title={texts.events}>
          {events.map(({ kind, count: n, amountMinor }) => (
            <SlipRow
              key={kind}
              name={times(tillJournalTexts.kinds[kind], n)}
              text={amountMinor === 0 ? "" : money(amountMinor)}
            />
          ))}
        </ReportPart>
      )}
    </>
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
}

/** What each payment method took, and what was counted of it. */
export function ReportPayments({ report, counts }: PaymentsProps) {
  const { money } = useFormats();
  const names = new Map(
    [...counts, ...report.tenders].map(({ tender, name }) => [tender, name] as const),
  );
  if (names.size === 0) return null;
  return (
    <ReportPart title={texts.tenders}>
      {[...names].map(([tender, name]) => {
        const paid = report.tenders.find((row) => row.tender === tender);
        const counted = counts.find((row) => row.tender === tender);
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
          </div>
        );
      })}
    </ReportPart>
  );
}

interface CashProps extends ReportProps {
  /** Where the counted cash went; undefined before the closing. */
  readonly children?: ReactNode;
}

/** The float, cash without a sale, and the cash that should be there. */
export function ReportCash({ report, children }: CashProps) {
  const { money, count } = useFormats();
  return (
    <ReportPart title={texts.cash}>
      <SlipRow name={drawerWords.float} text={money(report.floatMinor)} />
      {report.overnightMinor === 0 ? null : (
        <SlipRow name={drawerWords.overnight} text={money(report.overnightMinor)} />
      )}
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
