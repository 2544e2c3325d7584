import { useEffect } from "react";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** A string explains the page and is left out on a phone; anything else says what is shown. */
  readonly lead?: ReactNode;
  /** The one primary action, beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen behind the door. */
export function Page({ title, lead, action, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <>
      <header className={classes.header}>
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : (
            <p
              className={
                typeof lead === "string" ? `${classes.lead} ${classes.hint}` : classes.lead
              }
            >
              {lead}
            </p>
          )}
        </div>
        {action === undefined ? null : <div className={classes.action}>{action}</div>}
      </header>
      {children}
    </>
  );
}

interface DoorPageProps {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** The frame of the screens in front of the door: set-up and signing in. */
export function DoorPage({ title, lead, children }: DoorPageProps) {
  useDocumentTitle(title);
  return (
    <main className={classes.door}>
      <p className={classes.brand}>
        <img src="/icon.svg" width={40} height={40} alt="" /> Daybook
      </p>
      <div className={classes.card}>
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page, set apart by a hairline. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Daybook`;
  }, [title]);
}
