import { useEffect } from "react";
import type { ReactNode } from "react";
import { NotLoaded, NotRefreshed } from "./notices.tsx";
import type { LoadingProps, Reading } from "./notices.tsx";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** A string explains the page and is hidden on a phone; other content is always shown. */
  readonly lead?: ReactNode;
  /** The primary action, next to the title. */
  readonly action?: ReactNode;
  /** The query of the page: one line says so if its refetch failed. */
  readonly query?: Reading;
  readonly children: ReactNode;
}

/** The layout of every screen that needs a sign-in. */
export function Page({ title, lead, action, query, children }: PageProps) {
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
      {query === undefined ? null : <NotRefreshed query={query} />}
      {children}
    </>
  );
}

interface LoadingPageProps extends LoadingProps {
  readonly title: string;
  readonly query: Reading;
}

/** The page of a record that is not loaded yet or cannot be loaded. */
export function LoadingPage({ title, ...reading }: LoadingPageProps) {
  return (
    <Page title={title}>
      <NotLoaded {...reading} />
    </Page>
  );
}

interface SignedOutPageProps {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** The layout of setup and sign-in. */
export function SignedOutPage({ title, lead, children }: SignedOutPageProps) {
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
