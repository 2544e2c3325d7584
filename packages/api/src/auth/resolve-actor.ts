import { systemActor } from "@daybook/core/context/context";
import type { Actor, Who } from "@daybook/core/context/context";
import { networkOf } from "@daybook/core/users/network-of";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { findApiKey, touchApiKey } from "@daybook/core/users/api-keys";
import type { KnownKey } from "@daybook/core/users/api-keys";
import { countAttempt } from "@daybook/core/users/throttle";
import { PERSONS_CALLS_PER_SECOND, STRANGERS_CALLS_PER_SECOND } from "../call-cost.ts";
import type { CurrentSession } from "../context.ts";
import type { SessionDoor } from "./session.ts";
import { SharedLooks } from "./shared-looks.ts";
import { TokenBuckets } from "./token-bucket.ts";
import type { BucketName } from "./token-bucket.ts";

/** What a request shows of itself. A key in `authorization` wins: cookies beside it are not looked at. */
export interface Credentials {
  readonly cookieHeader: string | undefined;
  readonly authorization: string | undefined;
  readonly scheme: "http" | "https";
  /** The remote IP address. */
  readonly address: string;
}

export interface Identity {
  /** What the caller is held to; see `Spend`. */
  readonly spend: Spend;
  readonly actor: Actor;
  /** Null for a key. */
  readonly session: CurrentSession | null;
  /** Asks again what the same credentials allow, null for nothing any more; it counts as no call of a key. */
  rightsNow(): Promise<Rights | null>;
}

export type Rights = Actor["permissions"];

/** Takes a call's cost off what its caller may do now; answers the seconds to wait, and takes nothing, where that is 0. */
export type Spend = (cost: number) => number;

/** Finds who is behind a request. */
export interface ResolveActor {
  /** Null for a stranger. */
  (credentials: Credentials): Promise<Identity | null>;
  /** What the strangers of this address are held to. */
  spendAsStranger(address: string): Spend;
}

const USED_EVERY_MS = 60_000;

/**
 * Whether an Authorization header means a key of ours. Browsers send `Basic` by themselves to whatever stands in front of
 * the server, beside the cookie that says who the person is.
 */
export function showsKey(authorization: string | undefined): boolean {
  return /^Bearer(?: |$)/i.test(authorization ?? "");
}

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * Makes the resolver of the process. It refuses 429 `too_many_attempts` for an address that tried too many wrong keys.
 * `onProblem` hears of failures that no request waits for.
 */
export function createResolveActor(
  work: UnitOfWork,
  sessions: SessionDoor,
  onProblem: (error: unknown) => void,
): ResolveActor {
  const nobody: Who = { actor: systemActor(0, new Set()), requestId: "key" };
  const looks = new SharedLooks<Rights | null>();
  const buckets = new TokenBuckets(work.clock);
  const spender =
    (name: BucketName, perSecond: number | null): Spend =>
    (cost) =>
      perSecond === null ? 0 : buckets.take(name, perSecond, cost);
  const touchedAt = new Map<number, number>();
  const touch = ({ apiKeyId, lastUsedAt }: KnownKey): void => {
    const now = work.clock();
    // The row read may be older than the note that is on its way.
    if (now - Math.max(lastUsedAt ?? 0, touchedAt.get(apiKeyId) ?? 0) < USED_EVERY_MS) return;
    touchedAt.set(apiKeyId, now);
    work.write(nobody, (ctx) => touchApiKey(ctx, apiKeyId)).catch(onProblem);
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
    // Who has moved to the other shop since comes in anew: a connection belongs to one shop.
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
      await work.write(nobody, (ctx) => countAttempt(ctx, { login: null, address, knownAs: null }));
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
    spendAsStranger: (address: string) =>
      spender(`address ${networkOf(address)}`, STRANGERS_CALLS_PER_SECOND),
  });
}
