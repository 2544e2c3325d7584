import type { LiveEvent, Topic } from "@daybook/contract/topics";

/** The events of the live stream; the type of tRPC's subscription callbacks. */
export interface StreamCallbacks {
  readonly onStarted: () => void;
  readonly onData: (change: { readonly data: LiveEvent }) => void;
  readonly onError: (error: unknown) => void;
  readonly onStopped: () => void;
}

export interface FollowChangesOptions {
  /** Opens the stream after a seq, or from now on without one. */
  readonly open: (
    after: number | undefined,
    callbacks: StreamCallbacks,
  ) => { readonly unsubscribe: () => void };
  /** Refetches the queries of these topics. */
  readonly refresh: (topics: ReadonlySet<Topic>) => void;
  /** Refetches everything: changes may have been missed. */
  readonly refreshAll: () => void;
  readonly onLive: () => void;
  readonly onAway: () => void;
  /** True if the error means that nobody is signed in: then following ends. */
  readonly endsSession: (error: unknown) => boolean;
  readonly onSignedOut: () => void;
}

const REOPEN_AFTER_MS = 1000;
/** The first change is applied immediately; further changes at most at this interval. */
const BURST_MS = 200;

/**
 * Follows the shop's changes until the returned function is called. Remembers the last seq and resumes from it, so
 * nothing is missed or loaded twice.
 */
export function followChanges(options: FollowChangesOptions): () => void {
  let lastSeq: number | undefined;
  let stream: { unsubscribe: () => void } | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const waiting = new Set<Topic>();

  const flush = () => {
    resting = undefined;
    if (waiting.size === 0) return;
    const topics = new Set(waiting);
    waiting.clear();
    resting = setTimeout(flush, BURST_MS);
    options.refresh(topics);
  };
  const reopen = () => {
    if (ended || reopening !== undefined) return;
    options.onAway();
    reopening = setTimeout(() => {
      reopening = undefined;
      open();
    }, REOPEN_AFTER_MS);
  };
  const open = () => {
    stream?.unsubscribe();
    let current = true;
    const inner = options.open(lastSeq, {
      onStarted: () => {
        if (!current) return;
        options.onLive();
        // With a seq the server resends missed changes; without one, earlier results may be outdated.
        if (lastSeq === undefined) options.refreshAll();
      },
      onData: ({ data }) => {
        if (!current) return;
        lastSeq = data.seq;
        waiting.add(data.topic);
        if (resting === undefined) flush();
      },
      onError: (error) => {
        if (!current) return;
        if (options.endsSession(error)) options.onSignedOut();
        else reopen();
      },
      onStopped: () => {
        if (current) reopen();
      },
    });
    stream = {
      unsubscribe: () => {
        current = false;
        inner.unsubscribe();
      },
    };
  };

  open();
  return () => {
    ended = true;
    clearTimeout(reopening);
    clearTimeout(resting);
    stream?.unsubscribe();
  };
}
