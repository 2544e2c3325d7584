import type { LiveEvent, Topic } from "@daybook/contract/topics";

/** What the live stream tells; the shape of tRPC's subscription callbacks. */
export interface StreamCallbacks {
  readonly onStarted: () => void;
  readonly onData: (change: { readonly data: LiveEvent }) => void;
  readonly onError: (error: unknown) => void;
  readonly onStopped: () => void;
}

export interface FollowChangesOptions {
  /** Opens the stream after a seq, or at "from now on" without one. */
  readonly open: (
    after: number | undefined,
    callbacks: StreamCallbacks,
  ) => { readonly unsubscribe: () => void };
  /** Asks again for what these topics may have changed. */
  readonly refresh: (topics: ReadonlySet<Topic>) => void;
  /** Asks again for everything: changes may have been missed. */
  readonly refreshAll: () => void;
  readonly onLive: () => void;
  readonly onAway: () => void;
  /** True when the error means that nobody is signed in any more: then following ends. */
  readonly endsSession: (error: unknown) => boolean;
  readonly onSignedOut: () => void;
}

const REOPEN_AFTER_MS = 1000;
/** The first change shows at once; a burst of them asks again this often and no more. */
const BURST_MS = 200;

/**
 * Follows the shop's changes until the returned function is called. Remembers the last seq it has seen and goes on from
 * there after a break, so that nothing is missed and nothing has to be loaded twice.
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
        // With a seq the server repeats what was missed; without one, what was loaded before may be old already.
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
