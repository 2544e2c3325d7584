import type { Drawer } from "@daybook/contract/drawers";
import { Button } from "../../components/button.tsx";
import { Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { PrintPreview } from "../receipts/print-preview.tsx";
import { SessionReportSlip } from "./session-report-slip.tsx";
import classes from "./till-report-sheet.module.css";

interface ReportSheetProps {
  readonly session: NonNullable<Drawer["session"]>;
  readonly onClose: () => void;
}

/** The report of the open session so far, to read and to print. The drawer stays open. */
export function ReportSheet({ session, onClose }: ReportSheetProps) {
  const report = trpc.drawers.report.useQuery({ sessionId: session.id });
  const at = new Date(report.dataUpdatedAt).toISOString();
  return (
    <SideSheet title={drawerWords.reportSoFar} closeLabel={texts.close} onClose={onClose}>
      <p className={`muted ${classes.lead}`}>{texts.reportLead}</p>
      <Loaded query={report} data={report.data} lines={12}>
        {(shown) => (
          <PrintPreview
            tools={
              <Button kind="primary" onClick={() => window.print()}>
                {texts.print}
              </Button>
            }
          >
            <SessionReportSlip report={shown} at={at} />
          </PrintPreview>
        )}
      </Loaded>
    </SideSheet>
  );
}
