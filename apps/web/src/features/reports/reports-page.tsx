import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { Page } from "../../components/page.tsx";
import { useAllowed, useSeesCosts } from "../../lib/shop-context.tsx";
import { auditTexts } from "../../texts/en/audit.ts";
import { missingReceiptTexts } from "../../texts/en/missing-receipts.ts";
import { pastSaleTexts } from "../../texts/en/past-sales.ts";
import { tillJournalTexts } from "../../texts/en/till-journal.ts";
import { reportTexts as texts } from "../../texts/en/reports.ts";
import classes from "./reports.module.css";

const REPORTS = [
  { to: paths.salesReport, ...texts.sales },
  { to: paths.stockReport, ...texts.stock },
  { to: paths.lowStockReport, ...texts.low },
] as const;

/** The list of reports, each with a description. */
export function ReportsPage() {
  const seesReports = useAllowed("reports.read");
  const seesCosts = useSeesCosts();
  const seesAudit = useAllowed("reports.audit");
  const reports = [
    ...(seesReports ? REPORTS : []),
    ...(seesCosts ? [{ to: paths.valuationReport, ...texts.valuation }] : []),
    ...(seesReports
      ? [
          { to: paths.tillJournal, ...tillJournalTexts },
          { to: paths.missingReceipts, ...missingReceiptTexts },
          { to: paths.pastSales, ...pastSaleTexts },
          { to: paths.grandTotals, ...texts.grandTotals },
        ]
      : []),
    ...(seesAudit ? [{ to: paths.audit, ...auditTexts }] : []),
  ];
  return (
    <Page title={texts.title} lead={texts.lead}>
      {reports.length === 0 ? <p>{texts.noAccess}</p> : null}
      <ul aria-label={texts.index} className={classes.index}>
        {reports.map(({ to, title, lead }) => (
          <li key={to} className={classes.report}>
            <Link to={to}>{title}</Link>
            <p className="muted">{lead}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
