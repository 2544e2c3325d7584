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

/** Nothing here yet: what will be here, and the one thing to do about it. */
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
  /** Of something that was to be read. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/**
 * Why something cannot be shown and what to do. Trying again is offered where it can help, and the id under which the
 * log knows it where somebody has to look there.
 */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
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

const PATIENCE_MS = 150;

/** Grey lines in the place of what is coming; a short wait shows nothing at all. */
export function Loading({
  lines = 6,
  height = 44,
}: {
  readonly lines?: number;
  readonly height?: number;
}) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <output className={classes.loading} data-pending="">
      <span className={classes.hidden}>{noticeTexts.loading}</span>
      {shown
        ? Array.from({ length: lines }, (_, index) => (
            <span key={index} className={classes.line} style={{ height: height - 12 }} />
          ))
        : null}
    </output>
  );
}

/** What a query says of itself. */
export interface Reading {
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface NotLoadedProps {
  /** What is read; a list where several are needed. */
  readonly query: Reading | readonly Reading[];
  /** How many grey lines wait in its place, and how high they are. */
  readonly lines?: number;
  readonly height?: number;
}

/** In the place of an answer that is not here: why it cannot be read, or grey lines while it is loading. */
export function NotLoaded({ query, ...lines }: NotLoadedProps) {
  const failed = [query].flat().find(({ isError }) => isError);
  if (failed === undefined) return <Loading {...lines} />;
  return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
}

interface LoadedProps<Data> extends NotLoadedProps {
  /** The part of the answer that is shown; undefined while it is not here. */
  readonly data: Data | undefined;
  /** In the place of a list without rows. */
  readonly empty?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * What was read, once it is here. It stays while it is read again, also where that fails: a form does not lose what was
 * typed, and a list does not lose its rows because the next page did not come.
 */
export function Loaded<Data>({ data, empty, children, ...reading }: LoadedProps<Data>) {
  if (data === undefined) return <NotLoaded {...reading} />;
  return empty !== undefined && Array.isArray(data) && data.length === 0 ? empty : children(data);
}

/**
 * Stands where something small may appear once its answer is here. What follows on the page waits for it (see
 * `[data-pending]` in base.css), or it would be pushed away under a finger.
 */
export function Pending() {
  return <span hidden data-pending="" />;
}

/** A calm line that stays until it is no longer true. */
export function Banner({ children }: { readonly children: ReactNode }) {
  return <output className={classes.banner}>{children}</output>;
}

/** Good news, said once. */
export function Success({ children }: { readonly children: ReactNode }) {
  return <output className={classes.success}>{children}</output>;
}
