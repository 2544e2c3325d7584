import { systemActor } from "@daybook/core/context";
import type { Actor, Who } from "@daybook/core/context";
import { refuse } from "@daybook/core/domain-error";
import type { UnitOfWork } from "@daybook/core/unit-of-work";
import { findApiKey, touchApiKey } from "@daybook/core/users/api-keys";
import type { KnownKey } from "@daybook/core/users/api-keys";
import { countAttempt } from "@daybook/core/users/throttle";
import type { CurrentSession } from "../context.ts";
import type { SessionDoor } from "./session.ts";
import { TokenBuckets } from "./token-bucket.ts";

/** What a request shows of itself. A key in `authorization` wins: cookies beside it are not looked at. */
export interface Credentials {
  readonly cookieHeader: string | undefined;
  readonly authorization: string | undefined;
  readonly scheme: "http" | "https";
  /** The remote IP address. */
  readonly address: string;
}

export interface Identity {
  readonly actor: Actor;
  /** Null for a key. */
  readonly session: CurrentSession | null;
}

/** Finds who is behind a request, or null for a stranger. */
export type ResolveActor = (credentials: Credentials) => Promise<Identity | null>;

const USED_EVERY_MS = 60_000;
const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * Makes the resolver of the process. It refuses 429 `too_many_requests` for a key that is faster than it may be and
 * 429 `too_many_attempts` for an address that tried too many wrong keys. `onProblem` hears of failures that no
 * request waits for.
 */
export function createResolveActor(
  work: UnitOfWork,
  sessions: SessionDoor,
  onProblem: (error: unknown) => void,
): ResolveActor {
  const nobody: Who = { actor: systemActor(0, new Set()), requestId: "key" };
  const buckets = new TokenBuckets(work.clock);
  const touch = (key: KnownKey): void => {
    if (work.clock() - (key.lastUsedAt ?? 0) < USED_EVERY_MS) return;
    if (!justTouched(key.apiKeyId)) return;
    work.write(nobody, (ctx) => touchApiKey(ctx, key.apiKeyId)).catch(onProblem);
  };
  const touchedAt = new Map<number, number>();
  const justTouched = (apiKeyId: number): boolean => {
    const now = work.clock();
    if (now - (touchedAt.get(apiKeyId) ?? 0) < USED_EVERY_MS) return false;
    touchedAt.set(apiKeyId, now);
    return true;
  };
  return async ({ cookieHeader, authorization, scheme, address }) => {
    if (authorization === undefined) return sessions.find(cookieHeader, scheme);
    const [, secret] = BEARER.exec(authorization) ?? [];
    const key =
      secret === undefined
        ? null
        : await work.store.read((tx) => findApiKey(tx, secret, work.clock()));
    if (key === null) {
      await work.write(nobody, (ctx) =>
        countAttempt(ctx, { login: null, address, sparesAccount: false }),
      );
      return null;
    }
    if (key.requestsPerSecond !== null) {
      const wait = buckets.take(key.apiKeyId, key.requestsPerSecond);
      if (wait > 0) throw refuse("too_many_requests", { retryAfterSeconds: wait });
    }
    touch(key);
    return { actor: key.actor, session: null };
  };
}
