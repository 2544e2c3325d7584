/** The burst size in seconds of the rate. */
const BURST_SECONDS = 4;
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** The key of a bucket: an API key, a user or an address. */
export type BucketName = `${"key" | "person" | "address"} ${string | number}`;

/**
 * Rate limit per caller: a cost of `perSecond` on average, four times as much in a burst. `take` returns 0 if the call
 * is allowed and else the seconds to wait. `clock` is in milliseconds.
 */
export class TokenBuckets {
  readonly #clock: () => number;
  readonly #buckets = new Map<BucketName, Bucket>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A call that costs more than a whole burst is allowed if the bucket is full; later calls wait longer. */
  take(name: BucketName, perSecond: number, cost: number): number {
    const now = this.#clock();
    const size = perSecond * BURST_SECONDS;
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      // A full bucket equals none, so full ones can be removed if there are too many.
      if (this.#buckets.size >= MAX_BUCKETS) this.#buckets.clear();
      this.#buckets.set(name, (bucket = { tokens: size, filledAt: now }));
    }
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(size, bucket.tokens + (elapsed / 1000) * perSecond);
    bucket.filledAt = now;
    const needed = Math.min(cost, size);
    if (bucket.tokens < needed) return Math.max(1, Math.ceil((needed - bucket.tokens) / perSecond));
    bucket.tokens -= cost;
    return 0;
  }
}
