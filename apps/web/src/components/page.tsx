import { useEffect } from "react";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The one primary action: top right on a desk, under the title on a phone. */
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
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
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
      <p className={classes.brand}>Daybook</p>
      <h1>{title}</h1>
      {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
      {children}
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
