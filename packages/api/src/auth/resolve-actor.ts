import { systemActor } from "@daybook/core/context/context";
import type { Actor, Who } from "@daybook/core/context/context";
import { networkOf } from "@daybook/core/users/network-of";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { findApiKey, touchApiKey } from "@daybook/core/users/api-keys";
import type { KnownKey } from "@daybook/core/users/api-keys";
import { countAttempt } from "@daybook/core/users/throttle";
import { PERSONS_CALLS_PER_SECOND, ANONYMOUS_CALLS_PER_SECOND } from "../call-cost.ts";
import type { CurrentSession } from "../context.ts";
import type { SessionManager } from "./session.ts";
import { SharedChecks } from "./shared-checks.ts";
import { TokenBuckets } from "./token-bucket.ts";
import type { BucketName } from "./token-bucket.ts";

/** The credentials of a request. A key in `authorization` has priority: cookies are then ignored. */
export interface Credentials {
  readonly cookieHeader: string | undefined;
  readonly authorization: string | undefined;
  readonly scheme: "http" | "https";
  /** The remote IP address. */
  readonly address: string;
}

export interface Identity {
  /** The rate limit of the caller; see `Spend`. */
  readonly spend: Spend;
  readonly actor: Actor;
  /** Null for a key. */
  readonly session: CurrentSession | null;
  /**
   * Checks the permissions of the same credentials again, null if they are no longer valid; does not count as a call.
   */
  rightsNow(): Promise<Rights | null>;
}

export type Rights = Actor["permissions"];

/**
 * Charges the cost of a call to the caller; returns the seconds to wait if the limit is exceeded (nothing is charged
 * then), else 0.
 */
export type Spend = (cost: number) => number;

/** Finds the actor of a request. */
export interface ResolveActor {
  /** Null for an unauthenticated request. */
  (credentials: Credentials): Promise<Identity | null>;
  /** The rate limit for unauthenticated requests from this address. */
  spendAsAnonymous(address: string): Spend;
}

const USED_EVERY_MS = 60_000;

/**
 * Whether an Authorization header contains an API key of ours. Browsers send `Basic` for a server in front of this one,
 * together with the session cookie.
 */
export function showsKey(authorization: string | undefined): boolean {
  return /^Bearer(?: |$)/i.test(authorization ?? "");
}

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * Creates the resolver of the process. It refuses 429 `too_many_attempts` for an address with too many wrong keys.
 * `onProblem` is called for failures in the background.
 */
export function createResolveActor(
  work: UnitOfWork,
  sessions: SessionManager,
  onProblem: (error: unknown) => void,
): ResolveActor {
  const asSystem: Who = { actor: systemActor(0, new Set()), requestId: "key" };
  const looks = new SharedChecks<Rights | null>();
  const buckets = new TokenBuckets(work.clock);
  const spender =
    (name: BucketName, perSecond: number | null): Spend =>
    (cost) =>
      perSecond === null ? 0 : buckets.take(name, perSecond, cost);
  const touchedAt = new Map<number, number>();
  const touch = ({ apiKeyId, lastUsedAt }: KnownKey): void => {
    const now = work.clock();
    // The row may be older than an update in progress.
    if (now - Math.max(lastUsedAt ?? 0, touchedAt.get(apiKeyId) ?? 0) < USED_EVERY_MS) return;
    touchedAt.set(apiKeyId, now);
    work.write(asSystem, (ctx) => touchApiKey(ctx, apiKeyId)).catch(onProblem);
  };
  const findKey = async (authorization: string): Promise<KnownKey | null> => {
    const [, secret] = BEARER.exec(authorization) ?? [];
    if (secret === undefined) return null;
    return work.store.read((tx) => findApiKey(tx, secret, work.clock()));
  };
  const findPerson = async (cookieHeader: string | undefined, scheme: Credentials["scheme"]) => {
    const find = () => sessions.find(cookieHeader, scheme);
    const found = await find();
    if (found === null) return null;
    // After a switch to the other shop the client must reconnect: a connection belongs to one shop.
    const { sampleShop } = found.session;
    const look = async () => {
      const again = await find();
      return again?.session.sampleShop === sampleShop ? again.actor.permissions : null;
    };
    const rightsNow = () => looks.share(`${found.session.id} ${sampleShop}`, look);
    const spend = spender(`person ${found.actor.userId}`, PERSONS_CALLS_PER_SECOND);
    return { ...found, rightsNow, spend };
  };
  const resolve = async ({
    cookieHeader,
    authorization,
    scheme,
    address,
  }: Credentials): Promise<Identity | null> => {
    if (authorization === undefined || !showsKey(authorization))
      return findPerson(cookieHeader, scheme);
    const key = await findKey(authorization);
    if (key === null) {
      await work.write(asSystem, (ctx) =>
        countAttempt(ctx, { login: null, address, knownAs: null }),
      );
      return null;
    }
    touch(key);
    const look = async () => (await findKey(authorization))?.actor.permissions ?? null;
    const rightsNow = () => looks.share(`key ${apiKeyId}`, look);
    const { apiKeyId, requestsPerSecond } = key;
    const spend = spender(`key ${apiKeyId}`, requestsPerSecond);
    return { actor: key.actor, session: null, rightsNow, spend };
  };
  return Object.assign(resolve, {
    spendAsAnonymous: (address: string) =>
      spender(`address ${networkOf(address)}`, ANONYMOUS_CALLS_PER_SECOND),
  });
}
