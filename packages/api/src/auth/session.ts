/**
 * Sessions. The only file that uses Lucia, which decides when a session is extended and when it expires; storage and
 * cookie are our own. The cookie contains a token of 256 random bits, the database its SHA-256.
 */
import type { SessionId } from "@daybook/contract/ids";
import { createHash, randomBytes } from "node:crypto";
import { Lucia, TimeSpan } from "lucia";
import type { Adapter, DatabaseSession, DatabaseUser } from "lucia";
import { permissionsOf } from "@daybook/contract/permissions";
import type { Permission, Role } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import { systemActor } from "@daybook/core/context/context";
import type { Actor, Who } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import {
  endSessionByHash,
  extendSession,
  findSession,
  insertSession,
  keepSessionActive,
  touchSession,
} from "@daybook/core/users/sessions";
import type { SessionRow, SignedInSession, TillOfBrowser } from "@daybook/core/users/sessions";
import { recordSignOn } from "@daybook/core/tills/till-events";
import { touchTill } from "@daybook/core/tills/tills";
import { actorOf } from "@daybook/core/users/sign-in";
import type { Account } from "@daybook/core/users/sign-in";
import type { CurrentSession } from "../context.ts";
import { cookieNames, tokenCookie, tokenIn } from "./cookies.ts";
import type { Scheme } from "./cookies.ts";

type Lifetime = SessionRow["lifetime"];

const DAY = 24 * 3600_000;
const SEEN_EVERY_MS = 5 * 60_000;
const ACTIVE_EVERY_MS = 30_000;
/** A page tells once a minute that someone is there. */
const TOLD_WITHIN_MS = 60_000;
/** No password was ever entered in the session. */
const NO_PASSWORD = 0;
const PIN_MS = DAY / 2;

/** `sliding` is extended by use after half of it; `absoluteMs` after sign-in a session ends in any case. */
const LIFETIMES: Readonly<Record<Lifetime, { sliding: TimeSpan; absoluteMs: number }>> = {
  till: { sliding: new TimeSpan(14, "d"), absoluteMs: 90 * DAY },
  owner: { sliding: new TimeSpan(12, "h"), absoluteMs: 30 * DAY },
};

/** The former name of the cookie, before it contained the shop's id; existing sessions remain valid. */
const FORMER_NAMES: Readonly<Record<Scheme, string>> = { http: "sid", https: "__Host-sid" };

const MANAGING: readonly Permission[] = ["users.write", "apiKeys.write"];

/** The duration of a user's session: users who can manage people or keys have shorter ones. */
export function lifetimeFor(roles: readonly Role[], wanted: Lifetime): Lifetime {
  const permissions = permissionsOf(roles);
  return MANAGING.some((permission) => permissions.has(permission)) ? "owner" : wanted;
}

/** Lucia uses the stored expiry; a session that was opened for longer than now allowed expires if unused. */
function isOver(row: SessionRow, lifetime: Lifetime, now: number): boolean {
  if (row.byPin && now - row.createdAt > PIN_MS) return true;
  const { sliding, absoluteMs } = LIFETIMES[lifetime];
  if (now - row.createdAt > absoluteMs) return true;
  const unusedMs = now - row.lastSeenAt;
  return lifetime !== row.lifetime && unusedMs > sliding.milliseconds() + SEEN_EVERY_MS;
}

export interface OpenSession {
  readonly lifetime: Lifetime;
  readonly scheme: Scheme;
  readonly userAgent: string;
  readonly address: string;
  readonly requestId: string;
  /** Whether it starts in the sample shop. */
  readonly sampleShop: boolean;
  /** By a PIN: no action that requires the password again, and at most twelve hours. */
  readonly byPin?: boolean;
  /** The till that the browser is. */
  readonly till: TillOfBrowser | null;
}

export interface OpenedSession {
  /** The complete Set-Cookie header. */
  readonly cookie: string;
  readonly actor: Actor;
  readonly session: CurrentSession;
  /** UTC milliseconds, unless extended. */
  readonly expiresAt: number;
}

export interface SessionManager {
  /** Opens a session with a new token for an authenticated user. */
  open(account: Omit<Account, "passwordHash">, options: OpenSession): Promise<OpenedSession>;
  /** The user of a Cookie header, or null. A session is valid only for the scheme it was opened on. */
  find(
    cookieHeader: string | undefined,
    scheme: Scheme,
  ): Promise<{ actor: Actor; session: CurrentSession } | null>;
  /** Records that someone has just done something in a session, at most once a minute; nobody waits for it. */
  keepActive(session: Pick<CurrentSession, "id" | "activeAt">): void;
  /** Ends the session with this hash of a token. */
  end(id: string, requestId: string): Promise<void>;
  /** The Set-Cookie header that deletes the cookie. */
  clearingCookie(scheme: Scheme): string;
}

/** `onProblem` is called for failures in the background. */
export function createSessionManager(
  work: UnitOfWork,
  onProblem: (error: unknown) => void,
): SessionManager {
  const asSystem = (requestId: string): Who => ({ actor: systemActor(0, new Set()), requestId });
  const adapter = new StoreAdapter(work);
  const lucias = {
    till: new Lucia(adapter, { sessionExpiresIn: LIFETIMES.till.sliding }),
    owner: new Lucia(adapter, { sessionExpiresIn: LIFETIMES.owner.sliding }),
  };
  const end = (id: string, requestId: string) =>
    work.write(asSystem(requestId), (ctx) => endSessionByHash(ctx, id));
  const names = cookieNames(work.store.url);
  const cookieOf = (scheme: Scheme, token: string, maxAgeSeconds: number) =>
    tokenCookie(names[scheme].session, token, { scheme, maxAgeSeconds });
  const touch = toucher(work, onProblem);

  return {
    async open(account, options) {
      const token = randomBytes(32).toString("base64url");
      const id = hashOf(token);
      const now = work.clock();
      const { requestId, till, byPin = false, ...rest } = options;
      const actor = actorOf(account, till);
      const row = {
        publicId: newId<SessionId>(now),
        deviceId: actor.deviceId,
        createdAt: now,
        authenticatedAt: byPin ? NO_PASSWORD : now,
        byPin,
        confirmedAt: null,
        lastSeenAt: now,
        activeAt: now,
        ...rest,
      };
      const who = { actor, requestId };
      const lucia = lucias[options.lifetime];
      const made = await lucia.createSession(account.id, { row, who }, { sessionId: id });
      return {
        cookie: cookieOf(options.scheme, token, LIFETIMES[options.lifetime].absoluteMs / 1000),
        actor,
        session: currentSession({ session: { ...row, id }, user: account, till }, NOT_LOCKED),
        expiresAt: made.expiresAt.getTime() + adapter.skew(),
      };
    },
    async find(cookieHeader, scheme) {
      const { session: name, browser } = names[scheme];
      const id = hashIn(cookieHeader, name) ?? hashIn(cookieHeader, FORMER_NAMES[scheme]);
      if (id === null) return null;
      const browserId = hashIn(cookieHeader, browser);
      const found = await work.store.read((tx) => findSession(tx, id, browserId));
      if (found === null || found.session.scheme !== scheme) return null;
      const lifetime = lifetimeFor(found.user.roles, found.session.lifetime);
      if (isOver(found.session, lifetime, work.clock())) {
        await end(id, "session");
        return null;
      }
      const { session } = await adapter.withSession(found, () =>
        lucias[lifetime].validateSession(id),
      );
      if (session === null) return null;
      const actor = actorOf(found.user, found.till);
      touch(found.session, actor.deviceId);
      return { actor, session: currentSession(found, lockOf(found, work.clock())) };
    },
    end,
    keepActive: activityKeeper(work, onProblem),
    clearingCookie: (scheme) => cookieOf(scheme, "", 0),
  };
}

/** Records that a session and its till were used, at most every five minutes; requests do not wait for it. */
function toucher(
  work: UnitOfWork,
  onProblem: (error: unknown) => void,
): (row: SessionRow, deviceId: number | null) => void {
  const touching = new Set<string>();
  const asSystem: Who = { actor: systemActor(0, new Set()), requestId: "session" };
  return (row, deviceId) => {
    if (work.clock() - row.lastSeenAt < SEEN_EVERY_MS || touching.has(row.id)) return;
    touching.add(row.id);
    work
      .write(asSystem, async (ctx) => {
        await touchSession(ctx, row.id);
        if (deviceId !== null) await touchTill(ctx, deviceId);
      })
      .catch(onProblem)
      .finally(() => touching.delete(row.id));
  };
}

/** Records that someone does something in a session, at most every half minute; requests do not wait for it. */
function activityKeeper(
  work: UnitOfWork,
  onProblem: (error: unknown) => void,
): SessionManager["keepActive"] {
  const keeping = new Set<string>();
  const asSystem: Who = { actor: systemActor(0, new Set()), requestId: "session" };
  return ({ id, activeAt }) => {
    if (work.clock() - activeAt < ACTIVE_EVERY_MS || keeping.has(id)) return;
    keeping.add(id);
    work
      .write(asSystem, (ctx) => keepSessionActive(ctx, id))
      .catch(onProblem)
      .finally(() => keeping.delete(id));
  };
}

function currentSession(
  found: Pick<SignedInSession, "user" | "till"> & {
    session: Pick<
      SessionRow,
      | "activeAt"
      | "authenticatedAt"
      | "confirmedAt"
      | "createdAt"
      | "id"
      | "lifetime"
      | "sampleShop"
    >;
  },
  lock: Pick<CurrentSession, "locked" | "unused">,
): CurrentSession {
  const { id, lifetime, authenticatedAt, confirmedAt, sampleShop } = found.session;
  const { login, roles } = found.user;
  const activeAt = activeSince(found.session);
  const user = { login, roles, till: found.till, activeAt, ...lock };
  return { id, lifetime, authenticatedAt, confirmedAt, sampleShop, ...user };
}

const activeSince = ({ activeAt, createdAt }: Pick<SessionRow, "activeAt" | "createdAt">) =>
  activeAt ?? createdAt;

const NOT_LOCKED = { locked: false, unused: false };

/**
 * Whether nobody has used this till for longer than the shop allows. What is recorded is up to a minute old: a page that
 * loads covers itself at once, and calls are refused a minute later. A session of a till stays one, also without the
 * cookie of its browser or after the till was revoked.
 */
function lockOf({ session, till, lockAfterMinutes }: SignedInSession, now: number) {
  if ((till === null && session.deviceId === null) || lockAfterMinutes === 0) return NOT_LOCKED;
  const unusedMs = now - activeSince(session) - lockAfterMinutes * 60_000;
  return { locked: unusedMs > TOLD_WITHIN_MS, unused: unusedMs >= 0 };
}

function hashIn(cookieHeader: string | undefined, name: string): string | null {
  const token = tokenIn(cookieHeader, name);
  return token === null ? null : hashOf(token);
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

interface SessionAttributes {
  readonly row: Omit<SessionRow, "id" | "userId" | "expiresAt">;
  readonly who: Who | null;
}

/**
 * Lucia's adapter for the store. Lucia uses the system clock and the database its own, so instants are converted
 * between them.
 */
class StoreAdapter implements Adapter {
  readonly #work: UnitOfWork;
  #handed: SignedInSession | null = null;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** How far the database's clock is ahead of the system clock, in milliseconds. */
  skew(): number {
    return this.#work.clock() - Date.now();
  }

  /**
   * Returns the session that was already read: Lucia requests it before it first awaits, so no other call can come in
   * between.
   */
  withSession<T>(found: SignedInSession, validate: () => T): T {
    this.#handed = found;
    return validate();
  }

  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = this.#handed?.session.id === id ? this.#handed : null;
    this.#handed = null;
    if (found === null) return [null, null];
    const { session: row, user } = found;
    const expiresAt = new Date(row.expiresAt - this.skew());
    return [
      { id, userId: row.userId, expiresAt, attributes: { row, who: null } },
      { id: user.id, attributes: {} },
    ];
  }

  async setSession(session: DatabaseSession): Promise<void> {
    const { row, who } = session.attributes;
    if (who === null) throw new Error("A session is opened for a person");
    const expiresAt = session.expiresAt.getTime() + this.skew();
    const { id, userId } = session;
    await this.#work.write(who, async (ctx) => {
      await insertSession(ctx, { ...row, id, userId, expiresAt });
      await recordSignOn(ctx, "sign_on");
    });
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    await this.#write((ctx) => extendSession(ctx, id, expiresAt.getTime() + this.skew()));
  }

  async deleteSession(id: string): Promise<void> {
    await this.#write((ctx) => endSessionByHash(ctx, id));
  }

  // Not used: core signs out users and deletes old rows in its own transactions.
  getUserSessions = (): Promise<DatabaseSession[]> => Promise.resolve([]);
  deleteUserSessions = (): Promise<void> => Promise.resolve();
  deleteExpiredSessions = (): Promise<void> => Promise.resolve();

  #write(fn: Parameters<UnitOfWork["write"]>[1]): Promise<unknown> {
    return this.#work.write({ actor: systemActor(0, new Set()), requestId: "session" }, fn);
  }
}

declare module "lucia" {
  interface Register {
    UserId: number;
    DatabaseSessionAttributes: SessionAttributes;
  }
}
