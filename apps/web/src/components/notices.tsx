import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { isRetryable, refusalOf } from "../lib/refusal-of.ts";
import { describeReadError } from "../lib/describe-error.ts";
import { noticeTexts } from "../texts/en/notices.ts";
import { Button } from "./button.tsx";
import classes from "./notices.module.css";

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** An empty state: what will be shown here, and one action. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {children === undefined ? null : <p className="muted">{children}</p>}
      {action}
    </div>
  );
}

interface ErrorNoticeProps {
  /** The error of a read. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/**
 * Says why something cannot be shown and what to do. Offers a retry if it can help, and the request id if someone has
 * to check the log.
 */
function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const refusal = refusalOf(error);
  const requestId = refusal?.code === "internal" ? refusal.requestId : "";
  return (
    <div role="alert" className={classes.error}>
      <p>{describeReadError(error)}</p>
      {requestId === "" ? null : (
        <p className={classes.id}>
          {noticeTexts.requestId} <span className="code">{requestId}</span>
        </p>
      )}
      {isRetryable(error) ? <Button onClick={onRetry}>{noticeTexts.tryAgain}</Button> : null}
    </div>
  );
}

const DELAY_MS = 150;

export interface LoadingProps {
  /** What is loading; by default, rows of a list. A page has its heading above rows, figures have a chart below them. */
  readonly shape?: "rows" | "page" | "fields" | "tiles" | "figures";
  /** How many of them. */
  readonly lines?: number;
  /** The height of a row, if it differs from a table's. */
  readonly height?: number;
}

/** Placeholders while loading; a short wait shows nothing. */
export function Loading({ shape = "rows", lines = 6, height }: LoadingProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), DELAY_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <output className={classes.loading} data-pending="" data-shape={shown ? shape : undefined}>
      <span className={classes.hidden}>{noticeTexts.loading}</span>
      {shown
        ? Array.from({ length: lines }, (_, index) => (
            <span key={index} className={classes.line} style={{ height }} />
          ))
        : null}
    </output>
  );
}

/** The state of a query. */
export interface Reading {
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly isFetching?: boolean;
  /** Of a paged list: only the next page failed, which `MoreRows` shows. */
  readonly isFetchNextPageError?: boolean;
}

interface NotLoadedProps extends LoadingProps {
  /** The query; a list if several are needed. */
  readonly query: Reading | readonly Reading[];
}

/** In place of a missing result: the error, or placeholders while loading. */
export function NotLoaded({ query, ...lines }: NotLoadedProps) {
  const failed = [query].flat().find(({ isError }) => isError);
  if (failed === undefined) return <Loading {...lines} />;
  return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
}

interface LoadedProps<Data> extends NotLoadedProps {
  /** The displayed part of the result; undefined while it is missing. */
  readonly data: Data | undefined;
  /** Replaces an empty list. */
  readonly empty?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Shows a result once it is loaded. It stays while it is refetched, also if that fails, and one line says so: a form keeps
 * its input, and a list keeps its rows.
 */
export function Loaded<Data>({ data, empty, children, ...reading }: LoadedProps<Data>) {
  if (data === undefined) return <NotLoaded {...reading} />;
  const isList = Array.isArray(data);
  return (
    <>
      <NotRefreshed query={reading.query} isList={isList} />
      {empty !== undefined && isList && data.length === 0 ? empty : children(data)}
    </>
  );
}

/** Above a result that may be outdated because its refetch failed; nothing if no query failed. */
export function NotRefreshed({
  query,
  isList = false,
}: Pick<NotLoadedProps, "query"> & { readonly isList?: boolean }) {
  const failed = [query]
    .flat()
    .filter(({ isError, isFetchNextPageError }) => isError && isFetchNextPageError !== true);
  if (failed.length === 0) return null;
  return (
    <output className={classes.old}>
      <span>{isList ? noticeTexts.listNotRefreshed : noticeTexts.notRefreshed}</span>
      {failed.some(({ error }) => isRetryable(error)) ? (
        <Button
          pending={failed.some(({ isFetching }) => isFetching === true)}
          onClick={() => failed.forEach(({ refetch }) => void refetch())}
        >
          {noticeTexts.tryAgain}
        </Button>
      ) : null}
    </output>
  );
}

/**
 * Reserves the place of a small element until its data is loaded. The content below waits for it (see `[data-pending]`
 * in base.css), so that it does not shift.
 */
export function Pending() {
  return <span hidden data-pending="" />;
}

/** A notice that remains while it is true. */
export function Banner({ children }: { readonly children: ReactNode }) {
  return <output className={classes.banner}>{children}</output>;
}

/** A success message. */
export function Success({ children }: { readonly children: ReactNode }) {
  return <output className={classes.success}>{children}</output>;
}
