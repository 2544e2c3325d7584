import { and, eq, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import { permissionsOf } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../audit.ts";
import { systemActor } from "../context.ts";
import type { Actor, Who, WriteCtx } from "../context.ts";
import { refuse } from "../domain-error.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { refuseWeakPassword } from "./password-strength.ts";
import { dummyHash, hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import type { PasswordCost } from "./passwords.ts";
import { endSessionsOf } from "./sessions.ts";
import { countAttempt, forgiveAttempt } from "./throttle.ts";
import type { Attempt } from "./throttle.ts";

/** A person as signing in knows them. */
export interface Account {
  readonly id: number;
  readonly publicId: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
}

/** Where a password comes from. `address` is the remote IP address as text. */
export interface Origin {
  readonly address: string;
  readonly requestId: string;
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

/** The active person who signs in under this name, or null. */
export async function findAccount(tx: ReadTx, login: string): Promise<Account | null> {
  const rows = await accounts(tx).execute({ loginKey: identityKey(login) });
  const [first] = rows;
  if (first === undefined) return null;
  const { role: _role, ...account } = first;
  return { ...account, roles: rows.map((row) => row.role) };
}

/**
 * Somebody's hash, for an unknown name to be compared with: that takes as long as the hashes of this shop take, whatever
 * today's cost is, so the time of an answer does not tell who exists.
 */
async function findOtherHash(tx: ReadTx): Promise<string | null> {
  const [other] = await hashes(tx).execute({});
  return other?.passwordHash ?? null;
}

const hashes = prepared((db, t) =>
  db
    .select({ passwordHash: t.appUser.passwordHash })
    .from(t.appUser)
    .orderBy(t.appUser.id)
    .limit(1)
    .prepare(),
);

/** The actor that this person is. */
export function actorOf(
  account: Pick<Account, "id" | "publicId" | "name" | "roles">,
  deviceId: number | null,
): Actor {
  return {
    userId: account.id,
    publicId: account.publicId,
    name: account.name,
    permissions: permissionsOf(account.roles),
    deviceId,
    apiKeyId: null,
  };
}

/**
 * Proves a person by login and password. Every attempt is counted before its password is looked at; an unknown login
 * costs the same work and gives the same answer as a wrong password. Refuses 401 `wrong_credentials`, 429
 * `too_many_attempts`, 429 `too_many_requests`. Makes a new hash where today's cost is higher. `field` is that of the
 * password where only it was asked for: then nothing else can be wrong.
 */
export async function checkCredentials(
  work: UnitOfWork,
  input: { readonly login: string; readonly password: string; readonly field?: string },
  from: Origin,
  cost: PasswordCost,
): Promise<Account> {
  const nobody: Who = { actor: systemActor(0, new Set()), requestId: from.requestId };
  const account = await work.read(nobody, (ctx) => findAccount(ctx, input.login));
  const attempt: Attempt = {
    login: input.login,
    address: from.address,
    sparesAccount: isLoopback(from.address) && account !== null && account.roles.includes("owner"),
  };
  await work.write(nobody, (ctx) => countAttempt(ctx, attempt));
  const passwordHash = account?.passwordHash ?? (await work.read(nobody, findOtherHash));
  const right = await verifyPassword(passwordHash ?? (await dummyHash(cost)), input.password);
  if (account === null || !right)
    throw refuse("wrong_credentials", {}, ...(input.field === undefined ? [] : [input.field]));
  const newHash = needsRehash(account.passwordHash, cost)
    ? await hashPassword(input.password, cost)
    : null;
  await work.write(nobody, async (ctx) => {
    await forgiveAttempt(ctx, attempt);
    if (newHash !== null) await replaceHash(ctx, account.id, newHash);
  });
  return account;
}

/**
 * Gives the actor a new password and ends all their sessions. Refuses 401 at `currentPassword` where it is wrong, 422
 * `weak_password` at `newPassword`. `shopName` may not be part of the password.
 */
export async function changePassword(
  work: UnitOfWork,
  who: Who,
  input: { readonly login: string; readonly currentPassword: string; readonly newPassword: string },
  options: { readonly address: string; readonly shopName: string; readonly cost: PasswordCost },
): Promise<void> {
  const from = { address: options.address, requestId: who.requestId };
  await checkCredentials(
    work,
    { login: input.login, password: input.currentPassword, field: "currentPassword" },
    from,
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
    await endSessionsOf(ctx, who.actor.userId);
    await recordAudit(ctx, {
      action: "auth.changePassword",
      entity: "user",
      entityId: who.actor.publicId,
    });
  });
}

/** Stores a new hash without calling it an edit of the person. */
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

/** Whether an address is this very machine's. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
