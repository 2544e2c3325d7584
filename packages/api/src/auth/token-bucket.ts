/** How many seconds of its rate a key may use at once. */
const BURST_SECONDS = 4;
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * Counts requests per key: `perSecond` on average, four times as many in a burst. `take` answers 0 when the request may
 * pass and else the seconds to wait. `clock` is in milliseconds.
 */
export class TokenBuckets {
  readonly #clock: () => number;
  readonly #buckets = new Map<number, Bucket>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  take(key: number, perSecond: number): number {
    const now = this.#clock();
    const size = perSecond * BURST_SECONDS;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      // A full bucket says as much as none at all, so all may be forgotten when there are too many.
      if (this.#buckets.size >= MAX_BUCKETS) this.#buckets.clear();
      this.#buckets.set(key, (bucket = { tokens: size, filledAt: now }));
    }
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(size, bucket.tokens + (elapsed / 1000) * perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  }
}
