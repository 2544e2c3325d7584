import { useEffect } from "react";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** A string explains the page and is hidden on a phone; other content is always shown. */
  readonly lead?: ReactNode;
  /** The primary action, next to the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The layout of every screen that needs a sign-in. */
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

/** The layout of setup and sign-in. */
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

/** A section with a title and a divider. */
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
