import type { UserId } from "@daybook/contract/ids";
import { and, eq, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import { permissionsOf } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import type { ChangePassword } from "@daybook/contract/users";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../writes/audit.ts";
import { systemActor } from "../context/context.ts";
import type { Actor, Who, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { refuseWeakPassword } from "./password-strength.ts";
import { dummyHash, hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import type { PasswordCost } from "./passwords.ts";
import { endSessionsOf } from "./sessions.ts";
import type { TillOfBrowser } from "./sessions.ts";
import { revokeKeysOf } from "./api-keys.ts";
import { delayAnswer } from "./delay-answer.ts";
import { browserId, forgetBrowsersOf, isKnownBrowser } from "./known-browsers.ts";
import { countAttempt, resetAttempt } from "./throttle.ts";
import type { Attempt } from "./throttle.ts";

/** A user as sign-in needs it. */
export interface Account {
  readonly id: number;
  readonly publicId: UserId;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
}

/** The origin of a sign-in attempt. */
export interface Origin {
  /** The remote IP address as text. */
  readonly address: string;
  readonly requestId: string;
  /** The user's own open session that sends the attempt, as the hash of its token. */
  readonly sessionId?: string;
  /** The token of the browser's long-lived cookie; not trusted until it is looked up. */
  readonly browserToken?: string | null;
  /** Waits before an answer, in milliseconds; a timer by default. */
  readonly holdBack?: (ms: number) => Promise<void>;
}

const accounts = prepared((db, t) =>
  db
    .select({
      id: t.appUser.id,
      publicId: t.appUser.publicId,
      login: t.appUser.login,
      name: t.appUser.name,
      passwordHash: t.appUser.passwordHash,
      role: t.userRole.role,
    })
    .from(t.appUser)
    .innerJoin(t.userRole, sql`${t.userRole.userId} = ${t.appUser.id}`)
    .where(and(eq(t.appUser.loginKey, sql.placeholder("loginKey")), eq(t.appUser.active, true)))
    .prepare(),
);

/** The active user with this login, or null. */
export async function findAccount(tx: ReadTx, login: string): Promise<Account | null> {
  const rows = await accounts(tx).execute({ loginKey: identityKey(login) });
  const [first] = rows;
  if (first === undefined) return null;
  const { role: _role, ...account } = first;
  return { ...account, roles: rows.map((row) => row.role) };
}

/** The actor for this user in a browser that is this till, or was until it was revoked. */
export function actorOf(
  account: Pick<Account, "id" | "publicId" | "name" | "roles">,
  till: TillOfBrowser | null,
): Actor {
  return {
    userId: account.id,
    publicId: account.publicId,
    name: account.name,
    permissions: permissionsOf(account.roles),
    roles: account.roles,
    deviceId: till === null || till.revoked ? null : till.deviceId,
    tillRevoked: till?.revoked ?? false,
    apiKeyId: null,
  };
}

/**
 * Authenticates a user by login and password. Every attempt is counted before its password is checked; an unknown login
 * takes the same time and returns the same answer as a wrong password. Refuses 401 `wrong_credentials`, 429
 * `too_many_attempts`, 429 `too_many_requests`. Rehashes the password if the current cost is higher. `field` is the
 * field of the password if only the password was requested: then nothing else can be wrong.
 */
export async function checkCredentials(
  work: UnitOfWork,
  input: { readonly login: string; readonly password: string; readonly field?: string },
  from: Origin,
  cost: PasswordCost,
): Promise<Account> {
  const asSystem: Who = { actor: systemActor(0, new Set()), requestId: from.requestId };
  const account = await work.read(asSystem, (ctx) => findAccount(ctx, input.login));
  const attempt: Attempt = {
    login: input.login,
    address: from.address,
    knownAs: await knownAs(work, account, from),
  };
  await (from.holdBack ?? delayAnswer)(
    await work.write(asSystem, (ctx) => countAttempt(ctx, attempt)),
  );
  // An unknown login takes the same time as a known one, so response times do not reveal which exist.
  const right = await verifyPassword(
    account?.passwordHash ?? (await dummyHash(cost)),
    input.password,
  );
  if (account === null || !right)
    throw refuse("wrong_credentials", {}, ...(input.field === undefined ? [] : [input.field]));
  const newHash = needsRehash(account.passwordHash, cost)
    ? await hashPassword(input.password, cost)
    : null;
  await work.write(asSystem, async (ctx) => {
    await resetAttempt(ctx, attempt);
    if (newHash !== null) await replaceHash(ctx, account.id, newHash);
  });
  return account;
}

/**
 * Sets a new password for the actor, ends all their sessions and, unless `keepKeys`, revokes their API keys. Refuses
 * 401 at `currentPassword` if it is wrong, 422 `weak_password` at `newPassword`. `shopName` may not be part of the
 * password.
 */
export async function changePassword(
  work: UnitOfWork,
  who: Who,
  input: ChangePassword & { readonly login: string },
  options: { readonly from: Origin; readonly shopName: string; readonly cost: PasswordCost },
): Promise<void> {
  await checkCredentials(
    work,
    { login: input.login, password: input.currentPassword, field: "currentPassword" },
    options.from,
    options.cost,
  );
  refuseWeakPassword(
    input.newPassword,
    [input.login, who.actor.name, options.shopName],
    "newPassword",
  );
  const newHash = await hashPassword(input.newPassword, options.cost);
  await work.write(who, async (ctx) => {
    await replaceHash(ctx, who.actor.userId, newHash);
    await endAccessOf(ctx, who.actor.userId, input.keepKeys);
    await recordAudit(ctx, {
      action: "auth.changePassword",
      entity: "user",
      entityId: who.actor.publicId,
    });
    ctx.changed("users", who.actor.publicId);
  });
}

/**
 * Ends the access of the old password: sessions, known browsers, the PIN and, unless `keepKeys`, the user's API keys. Call it
 * with every new password, in the same transaction.
 */
export async function endAccessOf(ctx: WriteCtx, userId: number, keepKeys: boolean): Promise<void> {
  await endSessionsOf(ctx, userId);
  await forgetBrowsersOf(ctx, userId);
  // Someone who knew the old password may have set it.
  await ctx.db.update(ctx.t.appUser).set({ pinHash: null }).where(eq(ctx.t.appUser.id, userId));
  if (!keepKeys) await revokeKeysOf(ctx, userId);
}

/** How an attempt is identified: by the user's open session, the browser they used before, or the local machine. */
async function knownAs(
  work: UnitOfWork,
  account: Account | null,
  { address, sessionId, browserToken }: Origin,
): Promise<string | null> {
  if (account === null) return null;
  if (sessionId !== undefined) return `session ${sessionId}`;
  if (browserToken !== undefined && browserToken !== null) {
    const known = await work.store.read((tx) => isKnownBrowser(tx, account.id, browserToken));
    if (known) return `browser ${account.id} ${browserId(browserToken)}`;
  }
  // Someone with access to the machine has easier attacks than guessing.
  return isLoopback(address) && account.roles.includes("owner")
    ? `owner ${account.id} ${address}`
    : null;
}

/** Stores a new hash without counting it as an edit of the user. */
export async function replaceHash(
  ctx: WriteCtx,
  userId: number,
  passwordHash: string,
): Promise<void> {
  await ctx.db
    .update(ctx.t.appUser)
    .set({ passwordHash })
    .where(sql`${ctx.t.appUser.id} = ${userId}`);
}

/** Whether an address is that of this machine. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
