import type { ReactNode } from "react";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { reportTexts as texts } from "../../texts/en/reports.ts";

interface ReportFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** What all reports have around them: one sentence of help, and a word for those who may not see them. */
export function ReportFrame({ title, lead, children }: ReportFrameProps) {
  const allowed = useAllowed("reports.read");
  return (
    <Page title={title} lead={lead}>
      {allowed ? children : <p>{texts.noAccess}</p>}
    </Page>
  );
}
