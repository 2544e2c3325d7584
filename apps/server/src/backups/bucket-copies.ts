import { readBackupName } from "@daybook/contract/backups";
import type { SecondPlaceState } from "@daybook/contract/backups";
import { backupsToRemove } from "@daybook/core/backups/retention";
import type { Bucket } from "./bucket.ts";
import { runAside } from "./run-aside.ts";

/** A service that failed is not asked again at every check. */
const RETRY_MS = 10 * 60_000;

interface Newest {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** Keeps the newest backup in a bucket. What is known of it is remembered, so the screen waits for no service. */
export class BucketCopies {
  readonly #bucket: Bucket | null;
  #sentName: string | null = null;
  #failedAt: number | null = null;

  constructor(bucket: Bucket | null) {
    this.#bucket = bucket;
  }

  /** `newest` is the newest backup in the first place. */
  stateFor(newest: { readonly name: string } | null): SecondPlaceState {
    if (this.#bucket === null) return "none";
    if (this.#failedAt !== null) return "unplugged";
    return newest === null || newest.name === this.#sentName ? "ok" : "behind";
  }

  /** Sends the newest backup, unless it is there, and removes old ones. Throws if that is not possible. */
  async update(newest: Newest, now: number): Promise<void> {
    const bucket = this.#bucket;
    if (bucket === null || newest.name === this.#sentName) return;
    if (this.#failedAt !== null && Math.abs(now - this.#failedAt) < RETRY_MS) return;
    try {
      if ((await bucket.sizeOf(newest.name)) !== newest.sizeBytes) {
        const { name, path, sizeBytes } = newest;
        await bucket.put({ name, path, sizeBytes, sha256: await runAside("hash", { path }) });
        await removeOld(bucket, now);
      }
      this.#sentName = newest.name;
      this.#failedAt = null;
    } catch (error) {
      this.#failedAt = now;
      throw error;
    }
  }
}

async function removeOld(bucket: Bucket, now: number): Promise<void> {
  const copies = (await bucket.names()).flatMap((name) => {
    const named = readBackupName(name);
    // The name says when the backup was made; a copy has no other time.
    const madeAt = named === null ? 0 : Date.parse(`${named.localTime}Z`);
    return named === null ? [] : [{ ...named, name, madeAt, checked: true }];
  });
  for (const name of backupsToRemove(copies, now)) await bucket.remove(name);
}
