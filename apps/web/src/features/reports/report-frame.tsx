import type { ReactNode } from "react";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { reportTexts as texts } from "../../texts/en/reports.ts";

interface ReportFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** The common frame of all reports: a sentence of help, and a notice for users without permission. */
export function ReportFrame({ title, lead, children }: ReportFrameProps) {
  const allowed = useAllowed("reports.read");
  return (
    <Page title={title} lead={lead}>
      {allowed ? children : <p>{texts.noAccess}</p>}
    </Page>
  );
}
