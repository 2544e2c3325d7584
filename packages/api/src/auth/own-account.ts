/** The user's own account: sign-in and sign-out, password, sessions. */
import type { Done } from "@daybook/contract/fields";
import { UserId } from "@daybook/contract/ids";
import type {
  ChangePassword,
  ConfirmPassword,
  EndSession,
  Me,
  MeNow,
  ResetPassword,
  Sessions,
  SessionsEnded,
  SignedIn,
  SetPin,
  SignIn,
  SwitchUser,
} from "@daybook/contract/users";
import type { OwnTill } from "@daybook/contract/tills";
import { systemActor } from "@daybook/core/context/context";
import type { Actor, Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { getShop } from "@daybook/core/settings/shop";
import { browserId, rememberBrowser } from "@daybook/core/users/known-browsers";
import { checkPin, hashPin, setOwnPin } from "@daybook/core/users/pins";
import { resetPins } from "@daybook/core/users/throttle";
import { findPasswordReset, usePasswordReset } from "@daybook/core/users/password-reset";
import {
  endOwnSession,
  endOtherOwnSessions,
  findTillOfBrowser,
  listOwnSessions,
  reauthenticateSession,
} from "@daybook/core/users/sessions";
import type { TillOfBrowser } from "@daybook/core/users/sessions";
import { recordSignOn } from "@daybook/core/tills/till-events";
import { changePassword, checkCredentials } from "@daybook/core/users/sign-in";
import type { Account } from "@daybook/core/users/sign-in";
import type { z } from "zod";
import type { ApiContext, CurrentSession } from "../context.ts";
import { browserTokenFor, browserTokenIn, keepBrowserToken } from "./browser-cookie.ts";
import { lifetimeFor } from "./session.ts";
import type { OpenSession } from "./session.ts";
import { strongHash } from "./strong-hash.ts";

interface Open<Input> {
  readonly ctx: ApiContext;
  readonly input: Input;
}
export interface Own<Input> {
  readonly ctx: Omit<ApiContext, "who"> & { readonly who: Who };
  readonly input: Input;
}

const DONE: Done = { done: true };

/** Authenticates the user and opens a session with a new token; the browser's previous session ends. */
export async function signIn({ ctx, input }: Open<SignIn>): Promise<SignedIn> {
  const { request, services, work } = ctx;
  const browserToken = browserTokenIn(ctx);
  const from = { address: request.address, requestId: request.id, browserToken };
  const account = await checkCredentials(work, input, from, services.passwordCost);
  const lifetime = lifetimeFor(account.roles, input.lifetime);
  return openSessionFor(ctx, account, { lifetime, sampleShop: false });
}

/** Opens a session for an authenticated user and sends its token to the browser. */
export async function openSessionFor(
  ctx: ApiContext,
  account: Omit<Account, "passwordHash">,
  kind: Pick<OpenSession, "lifetime" | "sampleShop" | "byPin">,
): Promise<SignedIn> {
  const { request, services } = ctx;
  if (ctx.session !== null) await services.sessions.end(ctx.session.id, request.id);
  const { scheme, userAgent, address, id: requestId } = request;
  const options = { ...kind, scheme, userAgent: userAgent.slice(0, 300), address, requestId };
  const token = browserTokenFor(ctx);
  const { home } = ctx;
  const till = await home.work.store.read((tx) => findTillOfBrowser(tx, browserId(token)));
  const opened = await services.sessions.open(account, { ...options, till });
  request.setCookie(opened.cookie);
  keepBrowserToken(ctx, token);
  const asSystem = { actor: systemActor(0, new Set()), requestId };
  if (kind.byPin !== true)
    await home.work.write(asSystem, async (write) => {
      // Attempts to guess a password are counted separately for this browser from now on.
      await rememberBrowser(write, account.id, token);
      await resetPins(write, { userId: account.publicId, deviceId: till?.deviceId ?? null });
    });
  return {
    me: describeMe(ctx, opened.actor, opened.session),
    expiresAt: new Date(opened.expiresAt).toISOString(),
  };
}

/** Another person takes over this till by their PIN; the session of the person before ends. */
export async function switchUser({ ctx, input }: Own<SwitchUser>): Promise<SignedIn> {
  const { request, services, work, who } = ctx;
  const { deviceId } = who.actor;
  const attempt = { ...input, deviceId, requestId: request.id };
  const account = await checkPin(work, attempt, {
    pepper: services.pepper,
    cost: services.passwordCost,
    field: "pin",
  });
  return openSessionFor(ctx, account, { lifetime: "till", sampleShop: false, byPin: true });
}

/** Someone is at this till; the builder of procedures records it, as with every change. */
export function stayActive(): Promise<Done> {
  return Promise.resolve(DONE);
}

/** Sets the user's own PIN, or removes it. */
export async function setPin({ ctx, input }: Own<SetPin>): Promise<Done> {
  const { request, services, work, who } = ctx;
  const { id, login } = sessionOf(ctx);
  const from = { address: request.address, requestId: request.id, sessionId: id };
  const given = { login, password: input.password, field: "password" };
  await checkCredentials(work, given, from, services.passwordCost);
  const hash =
    input.pin === null ? null : await hashPin(services.pepper, input.pin, services.passwordCost);
  await work.write(who, async (write) => {
    await setOwnPin(write, hash);
    await resetPins(write, { userId: who.actor.publicId, deviceId: null });
  });
  return DONE;
}

export async function signOut({ ctx }: Own<unknown>): Promise<Done> {
  const { request, services, home } = ctx;
  const { id } = sessionOf(ctx);
  if (home.who !== null)
    await home.work.write(home.who, (write) => recordSignOn(write, "sign_off"));
  await services.sessions.end(id, request.id);
  request.setCookie(services.sessions.clearingCookie(request.scheme));
  return DONE;
}

/** The signed-in user, and the seq of the last change in the shown shop, which is read first. */
export async function me({ ctx }: Own<unknown>): Promise<MeNow> {
  const { cookieHeader, scheme } = ctx.request;
  const session = sessionOf(ctx);
  // A sample shop that could not be opened has no seq yet: a page that shows it later follows from the beginning.
  const lastSeq = ctx.noDatabase === undefined ? await ctx.live.lastSeq() : 0;
  // The context found the user before that seq: a change of the user in between would be in neither.
  const again = await ctx.services.sessions.find(cookieHeader, scheme);
  const now =
    again?.session.sampleShop === session.sampleShop ? again : { actor: ctx.who.actor, session };
  return { ...describeMe(ctx, now.actor, now.session), lastSeq };
}

export async function confirmOwnPassword({
  ctx,
  input,
}: Own<z.infer<typeof ConfirmPassword>>): Promise<Done> {
  const { request, services, work } = ctx;
  const { id, login } = sessionOf(ctx);
  const from = { address: request.address, requestId: request.id, sessionId: id };
  const given = { login, password: input.password, field: "password" };
  await checkCredentials(work, given, from, services.passwordCost);
  await work.write(ctx.who, (write) => reauthenticateSession(write, id));
  return DONE;
}

/** Ends every session of the user and opens a new one for this browser. */
export async function changeOwnPassword({ ctx, input }: Own<ChangePassword>): Promise<SignedIn> {
  const { request, services, work } = ctx;
  const { id, login, lifetime, roles, sampleShop } = sessionOf(ctx);
  const shop = await work.read(ctx.who, (read) => getShop(read));
  const from = { address: request.address, requestId: request.id, sessionId: id };
  const options = { from, shopName: shop.identity.name, cost: services.passwordCost };
  await changePassword(work, ctx.who, { login, ...input }, options);
  const { userId, publicId, name } = ctx.who.actor;
  const account = { id: userId, publicId, name, login, roles };
  return openSessionFor({ ...ctx, session: null }, account, {
    lifetime: lifetimeFor(roles, lifetime),
    sampleShop,
  });
}

export function listSessions({ ctx }: Own<unknown>): Promise<Sessions> {
  return ctx.work.read(ctx.who, (read) => listOwnSessions(read, ctx.session?.id ?? null));
}

export async function endOneOwnSession({
  ctx,
  input,
}: Own<z.infer<typeof EndSession>>): Promise<z.infer<typeof SessionsEnded>> {
  const ended = await ctx.work.write(ctx.who, (write) => endOwnSession(write, input.id));
  return { ended };
}

/** Ends all of the user's sessions except the current one. */
export async function endAllOwnSessions({
  ctx,
}: Own<unknown>): Promise<z.infer<typeof SessionsEnded>> {
  const ended = await ctx.work.write(ctx.who, (write) =>
    endOtherOwnSessions(write, ctx.session?.id ?? null),
  );
  return { ended };
}

export async function resetPassword({ ctx, input }: Open<ResetPassword>): Promise<Done> {
  const { request, work } = ctx;
  // Checked before the costly hash, so a wrong token is cheap.
  const target = await work.store.read((tx) => findPasswordReset(tx, input.token, work.clock()));
  const hash = await strongHash(ctx, input.newPassword, [target.login, target.name], "newPassword");
  const asSystem = { actor: systemActor(0, new Set()), requestId: request.id };
  await work.write(asSystem, (write) => usePasswordReset(write, input.token, hash));
  return DONE;
}

/** The session of a call. Refuses 401 `not_signed_in` for an API key. */
export function sessionOf(ctx: Pick<ApiContext, "session">): CurrentSession {
  if (ctx.session === null) throw refuse("not_signed_in", {});
  return ctx.session;
}

/** The user's own data. */
export function describeMe(
  { request, services }: Pick<ApiContext, "request" | "services">,
  actor: Actor,
  session: CurrentSession,
): Me {
  const { login, roles, sampleShop, till } = session;
  return {
    user: { id: UserId.parse(actor.publicId), login, name: actor.name, roles: [...roles] },
    permissions: [...actor.permissions],
    encrypted: request.scheme === "https",
    locked: session.unused,
    sampleShop,
    // A real terminal takes real money.
    cardTerminal: services.cardDesk !== null && !sampleShop,
    // The sample shop has tills of its own, and this browser is none of them.
    till: till === null || sampleShop ? null : ownTill(till),
  };
}

function ownTill({ publicId: id, name, revoked, hasDrawer }: TillOfBrowser): OwnTill {
  return { id, name, revoked, hasDrawer };
}
