import type { LiveEvent, Topic } from "@daybook/contract/topics";

/** The events of the live stream; the type of tRPC's subscription callbacks. */
export interface StreamCallbacks {
  readonly onStarted: () => void;
  readonly onData: (change: { readonly data: LiveEvent }) => void;
  readonly onError: (error: unknown) => void;
  readonly onStopped: () => void;
}

export interface FollowChangesOptions {
  /** Every result on this page is from this seq or later. */
  readonly after: number;
  /** Opens the stream of changes after a seq. */
  readonly open: (
    after: number,
    callbacks: StreamCallbacks,
  ) => { readonly unsubscribe: () => void };
  /** Refetches the queries of these topics. */
  readonly refresh: (topics: ReadonlySet<Topic>) => void;
  readonly onLive: () => void;
  /** Called after `onLive` when the stream starts again after a break. */
  readonly onBack: () => void;
  readonly onAway: () => void;
  /** True if the error means that nobody is signed in: then following ends. */
  readonly endsSession: (error: unknown) => boolean;
  readonly onSignedOut: () => void;
}

const REOPEN_AFTER_MS = 1000;
/** The first change is applied immediately; further changes at most at this interval. */
const BURST_MS = 200;

/**
 * Follows the shop's changes until the returned function is called. Begins at the seq the page started with and resumes
 * from the last seq after a break, so nothing is missed or loaded twice.
 */
export function followChanges(options: FollowChangesOptions): () => void {
  let lastSeq = options.after;
  let started = false;
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
        if (started) options.onBack();
        started = true;
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
