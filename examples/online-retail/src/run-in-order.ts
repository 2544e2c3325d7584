/** One job, and the earlier ones that must finish before it starts. */
export interface OrderedJob {
  readonly run: () => Promise<void>;
  /** Promises of earlier jobs. */
  readonly after: readonly Promise<void>[];
}

/**
 * Starts jobs in order, at most `limit` at a time, each after its dependencies. `next` creates a job when it is due and
 * receives its promise; null ends the run. Rejects with the first failure, after which no new jobs start.
 */
export async function runInOrder(
  limit: number,
  next: (done: Promise<void>) => OrderedJob | null,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  while (failures.length === 0) {
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const job = next(done);
    if (job === null) break;
    const work = Promise.all(job.after)
      .then(() => (failures.length === 0 ? job.run() : undefined))
      .catch((error: unknown) => void failures.push(error))
      .then(() => {
        running.delete(work);
        finish();
      });
    running.add(work);
    if (running.size >= limit) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
