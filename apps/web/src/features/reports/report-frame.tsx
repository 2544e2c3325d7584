import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../../app/paths.ts";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { reportTexts as texts } from "../../texts/en/reports.ts";
import classes from "./reports.module.css";

interface ReportFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** What all reports have around them: the way back, one sentence of help, and paper. */
export function ReportFrame({ title, lead, children }: ReportFrameProps) {
  const allowed = useAllowed("reports.read");
  return (
    <Page
      title={title}
      lead={
        <>
          <Link to={paths.reports} className={classes.screenOnly}>
            {texts.all}
          </Link>
          <span className={classes.screenOnly}> · </span>
          {lead}
        </>
      }
      action={
        <span className={classes.screenOnly}>
          <Button onClick={() => window.print()}>{texts.print}</Button>
        </span>
      }
    >
      {allowed ? children : <p>{texts.noAccess}</p>}
    </Page>
  );
}
