/** How many seconds of its rate a caller may use at once. */
const BURST_SECONDS = 4;
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** What a bucket is kept under: a key, a person or an address. */
export type BucketName = `${"key" | "person" | "address"} ${string | number}`;

/**
 * Counts calls per caller: a cost of `perSecond` on average, four times as much in a burst. `take` answers 0 when the
 * call may pass and else the seconds to wait. `clock` is in milliseconds.
 */
export class TokenBuckets {
  readonly #clock: () => number;
  readonly #buckets = new Map<BucketName, Bucket>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A call that costs more than a whole burst passes when the bucket is full, and those after it wait the longer. */
  take(name: BucketName, perSecond: number, cost: number): number {
    const now = this.#clock();
    const size = perSecond * BURST_SECONDS;
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      // A full bucket says as much as none at all, so all may be forgotten when there are too many.
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
